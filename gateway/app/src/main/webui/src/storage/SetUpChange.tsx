/** Changes the set-up by a file: choose or paste it, see what it would change, then put it in place. */
import { useState, type SyntheticEvent } from 'react';
import { applySetUp, compareSetUp, useAct } from '../api/storage';
import { Button } from '../ui/Button';
import { ErrorSummary, Field, describedBy, type FieldErrors } from '../ui/Fields';
import { FilePicker } from '../ui/FilePicker';
import { Notice } from '../ui/Notice';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';
import { storageWords } from '../words/storage';
import { Told } from './parts';
import { Refused } from './Refused';
import { SetUpDifference } from './SetUpDifference';
import { problemsOf } from './setup';

const text = storageWords.file;

export function SetUpChange({ now }: { now: string }) {
  const [yaml, setYaml, forget] = useDraft('setup', '');
  const [file, setFile] = useState<File>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const compare = useAct(compareSetUp);
  const apply = useAct((digest: string) => applySetUp(yaml, digest), () => {
    forget();
    setFile(undefined);
    compare.reset();
  });

  const write = (next: string) => {
    setYaml(next);
    compare.reset();
    apply.reset();
  };
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    chosen?.text().then(write, () => setErrors({ 'setup-file': words.send.unreadableFile }));
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const missing = yaml.trim() === '';
    setErrors(missing ? { 'setup-yaml': text.need } : {});
    apply.reset();
    if (!missing && !compare.isPending) {
      compare.mutate(yaml);
    }
  };

  return (
    <>
      <h2>{text.change}</h2>
      <Told>{apply.isSuccess ? text.applied : undefined}</Told>
      <form onSubmit={submit} noValidate aria-label={text.change}>
        <ErrorSummary errors={errors} />
        <FilePicker id="setup-file" label={text.choose} hint={text.chooseHint} error={errors['setup-file']} file={file} onChoose={choose} />
        <Field id="setup-yaml" label={text.paste} hint={text.pasteHint} error={errors['setup-yaml']}>
          <textarea
            id="setup-yaml"
            className="yaml"
            rows={12}
            spellCheck={false}
            value={yaml}
            aria-describedby={describedBy('setup-yaml', { hint: true, error: errors['setup-yaml'] })}
            aria-invalid={errors['setup-yaml'] !== undefined}
            onChange={(event) => write(event.target.value)}
          />
        </Field>
        <div className="actions">
          <Button type="submit" aria-disabled={compare.isPending}>
            {compare.isPending ? text.comparing : text.compare}
          </Button>
          {yaml === '' && (
            <Button kind="secondary" onClick={() => write(now)}>
              {text.start}
            </Button>
          )}
        </div>
      </form>
      <Refusal error={compare.error} />
      {compare.data !== undefined && (
        <SetUpDifference
          difference={compare.data}
          busy={apply.isPending}
          error={apply.error}
          onApply={() => apply.mutate(compare.data.digest)}
        />
      )}
    </>
  );
}

/** Says no in the gateway's words, with each thing that is wrong. */
export function Refusal({ error }: { error: unknown }) {
  const problems = problemsOf(error);
  return (
    <div className="after">
      {problems.length === 0 ? (
        <Refused error={error} />
      ) : (
        <div role="alert">
          <Notice shape="block" title={text.problems}>
            <p>{text.problemsBody}</p>
            <ul>
              {problems.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
    </div>
  );
}
