/** Files that a story sends: sealed anew each time, for what was sent before is not sent again; and an open photo. Both are
 * called after a patient, as files are; the gateway keeps no such name. */
import { randomBytes } from 'node:crypto';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

export interface Picked {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** @param size of what is sealed; the file is a little larger */
export async function sealedFile(size = 20_000): Promise<Picked> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateX25519Identity()));
  const sealed = await encrypter.encrypt(new Uint8Array(randomBytes(size)));
  return { name: 'Mrs Example.age', mimeType: 'application/octet-stream', buffer: Buffer.from(sealed) };
}

/** What a camera makes, as far as anybody looks: the beginning of a JPEG, then anything. */
export function openPhoto(): Picked {
  const head = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
  return { name: 'Mrs Example.jpg', mimeType: 'image/jpeg', buffer: Buffer.concat([head, randomBytes(60_000)]) };
}
