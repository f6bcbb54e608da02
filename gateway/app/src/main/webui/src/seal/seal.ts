/** Seals a file to public age keys, in a stream: neither the open nor the sealed file is in memory as a whole. */
import { Encrypter } from 'age-encryption';

/** @throws Error when a key is none, or the file cannot be read */
export async function seal(
  file: Blob,
  recipients: readonly string[],
  onRead: (bytes: number) => void = () => undefined,
): Promise<Blob> {
  const encrypter = new Encrypter();
  recipients.forEach((recipient) => encrypter.addRecipient(recipient));
  let read = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (part, out) => {
        read += part.length;
        onRead(read);
        out.enqueue(part);
      },
    }),
  );
  return new Response(await encrypter.encrypt(counted)).blob();
}
