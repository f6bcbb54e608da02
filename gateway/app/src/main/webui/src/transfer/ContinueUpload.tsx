/** Goes on with an upload whose file this page does not hold: after a reload, or on another device. */
import { useState, type SyntheticEvent } from 'react';
import type { Transfer } from '../api/types';
import { useDigest } from '../upload/useDigest';
import { beginUpload } from '../upload/uploads';
import { Button } from '../ui/Button';
import { ErrorSummary, type FieldErrors } from '../ui/Fields';
import { FilePicker } from '../ui/FilePicker';
import { words } from '../words';

export function ContinueUpload({ transfer }: { transfer: Transfer }) {
  const [file, setFile] = useState<File | undefined>(undefined);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [checking, setChecking] = useState(false);
  const digest = useDigest();

  /** What is wrong with the chosen file; nothing when the upload went on. */
  const goOn = async (): Promise<string | undefined> => {
    if (file === undefined) {
      return words.send.needFile;
    }
    if (!(await isSame(file))) {
      return words.transfer.wrongFile;
    }
    beginUpload(transfer, file);
    return undefined;
  };

  /** Size first, then the digest where the gateway tells it; the gateway itself checks the digest at the end. */
  const isSame = async (candidate: File): Promise<boolean> => {
    if (candidate.size !== transfer.size) {
      return false;
    }
    return transfer.sha256 === undefined || (await digest.digest()) === transfer.sha256;
  };

  const check = async (): Promise<void> => {
    setChecking(true);
    const wrong = await goOn().catch(() => words.send.unreadableFile);
    setErrors(wrong === undefined ? {} : { 'same-file': wrong });
    setChecking(false);
  };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!checking) {
      void check();
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <FilePicker
        id="same-file"
        label={words.send.file}
        hint={words.transfer.otherDevice}
        error={errors['same-file']}
        file={file}
        onChoose={(next) => {
          setErrors({});
          setFile(next);
          digest.choose(transfer.sha256 === undefined ? undefined : next);
        }}
      />
      <Button type="submit" aria-disabled={checking}>
        {words.transfer.goOn}
      </Button>
      <p role="status" className="quiet">
        {checking && words.transfer.checkingFile}
      </p>
    </form>
  );
}
