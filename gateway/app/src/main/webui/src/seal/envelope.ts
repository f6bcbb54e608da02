/** Whether a file begins like an encrypted one. Only to help before sending: what counts is the gateway's look at all of it. */

/** Enough for the longest beginning that is looked for. */
const HEAD_BYTES = 64;

const TEXTS = [
  'age-encryption.org/v1',
  '-----BEGIN AGE ENCRYPTED FILE-----',
  '-----BEGIN PGP MESSAGE-----',
  '-----BEGIN CMS-----',
  '-----BEGIN PKCS7-----',
  // A JOSE header, which begins with {" in base64url.
  'eyJ',
  'RCLONE\0\0',
];

/** First bytes of OpenPGP packets that carry a key for the message: in the old form, and in the new one. */
const OPEN_PGP = new Set([0x84, 0x85, 0x86, 0x8c, 0x8d, 0x8e, 0xc1, 0xc3, 0xd2, 0xd4]);

/** CMS: the object identifiers of enveloped data, and of authenticated enveloped data. */
const CMS = ['2a864886f70d010703', '2a864886f70d0109100117'];

const RNCRYPTOR = ['0300', '0301'];

export async function looksEncrypted(file: Blob): Promise<boolean> {
  return isEnvelope(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));
}

/** @param head the first bytes of a file */
export function isEnvelope(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head);
  const hex = Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (
    TEXTS.some((begin) => text.startsWith(begin)) ||
    OPEN_PGP.has(head[0] ?? 0) ||
    (head[0] === 0x30 && CMS.some((id) => hex.includes(id))) ||
    RNCRYPTOR.some((begin) => hex.startsWith(begin))
  );
}
