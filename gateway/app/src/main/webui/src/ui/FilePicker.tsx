/** The file input, and a place to drop a file on; the input is the button twin of the drop. */
import { useRef, useState, type DragEvent } from 'react';
import { words } from '../words';
import { Field, describedBy } from './Fields';

export function FilePicker({
  id,
  label,
  hint,
  error,
  file,
  onChoose,
}: {
  id: string;
  label: string;
  hint: string;
  error?: string | undefined;
  file: File | undefined;
  onChoose: (file: File | undefined) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped !== undefined) {
      // The input shows what was dropped, so that both ways look the same.
      if (input.current !== null) {
        input.current.files = event.dataTransfer.files;
      }
      onChoose(dropped);
    }
  };

  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {/* The drop is an extra for the mouse; to everyone else there is only the input. */}
      <div
        role="presentation"
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          id={id}
          type="file"
          aria-describedby={describedBy(id, { hint: true, error })}
          aria-invalid={error !== undefined}
          onChange={(event) => onChoose(event.target.files?.[0])}
        />
        <p className="quiet">
          {file === undefined ? words.send.fileDrop : words.send.fileChosen(file.name, file.size)}
        </p>
      </div>
    </Field>
  );
}
