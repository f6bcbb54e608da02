/** Hands a file to the browser's downloads. */

export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has begun by then; the address would else hold the file for as long as the page lives.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
