import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { isEnvelope, looksEncrypted } from '../src/seal/envelope';
import { seal } from '../src/seal/seal';

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 31) % 251);
const text = (begin: string) => new TextEncoder().encode(begin);
const hex = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

describe('sealing in the browser', { timeout: 30_000 }, () => {
  it.each([1, 65_536, 200_000])('makes of %i bytes a file that only the key opens again', async (length) => {
    const identity = await generateX25519Identity();
    const open = bytes(length);
    const read: number[] = [];

    const sealed = await seal(new Blob([open]), [await identityToRecipient(identity)], (count) => read.push(count));

    expect(await looksEncrypted(sealed)).toBe(true);
    expect(read.at(-1)).toBe(length);
    const box = new Uint8Array(await sealed.arrayBuffer());
    const opener = new Decrypter();
    opener.addIdentity(identity);
    expect(await opener.decrypt(box)).toEqual(open);
    const stranger = new Decrypter();
    stranger.addIdentity(await generateX25519Identity());
    await expect(stranger.decrypt(box)).rejects.toThrow();
  });

  it('opens for each of several keys', async () => {
    const identities = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
    const sealed = await seal(new Blob([bytes(9)]), await Promise.all(identities.map(identityToRecipient)));
    const box = new Uint8Array(await sealed.arrayBuffer());
    for (const identity of identities) {
      const opener = new Decrypter();
      opener.addIdentity(identity);
      expect(await opener.decrypt(box)).toEqual(bytes(9));
    }
  });

  it('seals nothing to what is no public key', async () => {
    await expect(seal(new Blob([bytes(9)]), ['age1nonsense'])).rejects.toThrow();
  });
});

describe('the look at the first bytes', () => {
  it.each([
    ['age', text('age-encryption.org/v1\n-> X25519 ')],
    ['armoured age', text('-----BEGIN AGE ENCRYPTED FILE-----\n')],
    ['OpenPGP', hex('85010c03aabbccdd')],
    ['new OpenPGP', hex('c1c04c03')],
    ['armoured OpenPGP', text('-----BEGIN PGP MESSAGE-----\n\n')],
    ['CMS', hex('3082010006092a864886f70d010703a082')],
    ['a JWE', text('eyJhbGciOiJSU0EtT0FFUCJ9.')],
  ])('knows %s', (_, head) => {
    expect(isEnvelope(head)).toBe(true);
  });

  it.each([
    ['a JPEG photo', hex('ffd8ffe000104a464946')],
    ['a PNG picture', hex('89504e470d0a1a0a')],
    ['a PDF', text('%PDF-1.7')],
    ['a ZIP', text('PK\x03\x04')],
    ['a HEIC photo', hex('00000018667479706865696300000000')],
    ['a signed, open CMS', hex('3082010006092a864886f70d010702a082')],
    ['nothing', new Uint8Array()],
  ])('does not take %s for encrypted', (_, head) => {
    expect(isEnvelope(head)).toBe(false);
  });
});
