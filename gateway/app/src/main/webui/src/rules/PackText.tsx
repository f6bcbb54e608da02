/** The text of one pack: edited in place, or taken from a file; and what that changes, line by line. */
import { useState } from 'react';
import { Button } from '../ui/Button';
import { describedBy, Field } from '../ui/Fields';
import { FilePicker } from '../ui/FilePicker';
import { changedLines } from '../ui/lines';
import { Lines } from '../ui/Lines';
import { rulesWords } from '../words/rules';
import { MOST_BYTES } from './packs';

const text = rulesWords.packs;

export function PackText({
  name,
  inForce,
  text: written,
  error,
  onChange,
}: {
  name: string;
  inForce: string;
  text: string;
  error: string | undefined;
  onChange: (next: string) => void;
}) {
  const [file, setFile] = useState<File>();
  const [tooLarge, setTooLarge] = useState(false);
  const take = async (chosen: File | undefined) => {
    setFile(chosen);
    const large = (chosen?.size ?? 0) > MOST_BYTES;
    setTooLarge(large);
    if (chosen !== undefined && !large) {
      onChange(await chosen.text());
    }
  };
  return (
    <>
      <Field id="pack-text" label={text.text(name)} hint={text.textHint} error={error}>
        <textarea
          id="pack-text"
          className="mono pack-text"
          rows={18}
          spellCheck={false}
          value={written}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy('pack-text', { hint: true, error })}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <FilePicker
        id="pack-file"
        label={text.file}
        hint={text.fileHint(name)}
        error={tooLarge ? text.tooLarge(MOST_BYTES) : undefined}
        file={file}
        onChoose={(chosen) => void take(chosen)}
      />
      {written !== inForce && (
        <>
          <TextChanges before={inForce} after={written} />
          <p className="actions">
            <Button
              kind="secondary"
              onClick={() => {
                setFile(undefined);
                onChange(inForce);
              }}
            >
              {text.reset(name)}
            </Button>
          </p>
        </>
      )}
    </>
  );
}

function TextChanges({ before, after }: { before: string; after: string }) {
  const changed = changedLines(before, after);
  const added = changed.filter(({ sign }) => sign === '+').length;
  return (
    <details className="details">
      <summary>{text.changed(added, changed.length - added)}</summary>
      <Lines lines={changed} numbered />
    </details>
  );
}
