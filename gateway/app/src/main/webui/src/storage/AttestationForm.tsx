/** Says, with a picture as proof, which places stand on the provider's own page. */
import { useState, type SyntheticEvent } from 'react';
import { attest, useAct } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';
import { storageWords } from '../words/storage';
import { Line } from './Inputs';
import { ABOUTS, MEDIA_TYPES, attestationOf, newAttestation, readPicture, wrongAttestation, type AttestationDraft, type Picture } from './paper';
import { Told, useRights } from './parts';

const text = storageWords.attest;

/** What a tab's storage takes beside the rest of the draft, in characters. */
const KEPT = 2_000_000;

export function AttestationForm({ id }: { id: string }) {
  const { admin } = useRights();
  return admin ? <Form id={id} /> : <p className="quiet">{storageWords.readOnly}</p>;
}

function Form({ id }: { id: string }) {
  const [draft, setDraft, forget] = useDraft<AttestationDraft>(`attestation/${id}`, newAttestation());
  const [picture, setPicture] = useState<Picture | undefined>(draft.picture);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [unreadable, setUnreadable] = useState(false);
  const send = useAct((sent: Picture) => attest(id, attestationOf(draft, sent)), () => {
    forget();
    setPicture(undefined);
  });
  const set = (part: Partial<AttestationDraft>) => setDraft({ ...draft, ...part });

  const choose = (file: File | undefined) => {
    setUnreadable(false);
    if (file === undefined) {
      setPicture(undefined);
      return;
    }
    readPicture(file).then(
      (read) => {
        setPicture(read);
        const { about, places, lookedOn, validUntil, source } = draft;
        const rest = { about, places, lookedOn, validUntil, source };
        setDraft(read.content.length > KEPT ? { ...rest, tooLarge: true } : { ...rest, picture: read });
      },
      () => setUnreadable(true),
    );
  };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = wrongAttestation(draft, picture);
    setErrors(found);
    if (Object.keys(found).length === 0 && picture !== undefined && !send.isPending) {
      send.mutate(picture);
    }
  };

  return (
    <form onSubmit={submit} noValidate aria-label={text.add}>
      <p>{text.body}</p>
      <ErrorSummary errors={errors} />
      <Group id="attest-about" legend={text.aboutAsk} error={errors['attest-about-CONTENT']}>
        {ABOUTS.map((about) => (
          <Choice key={about} type="radio" id={`attest-about-${about}`} name="attest-about" label={text.about[about]} checked={draft.about === about} onChange={() => set({ about })} />
        ))}
      </Group>
      <Line id="attest-places" label={text.placesAsk} hint={text.placesHint} error={errors['attest-places']} value={draft.places} onChange={(places) => set({ places })} />
      <Line id="attest-source" label={text.sourceAsk} hint={text.sourceHint} error={errors['attest-source']} value={draft.source} onChange={(source) => set({ source })} />
      <Line id="attest-looked" type="date" label={text.lookedAsk} error={errors['attest-looked']} value={draft.lookedOn} onChange={(lookedOn) => set({ lookedOn })} />
      <Line id="attest-until" type="date" label={text.untilAsk} hint={text.untilHint} error={errors['attest-until']} value={draft.validUntil} onChange={(validUntil) => set({ validUntil })} />
      <Field id="attest-file" label={text.file} hint={text.fileHint} error={unreadable ? words.send.unreadableFile : errors['attest-file']}>
        <input
          id="attest-file"
          type="file"
          accept={MEDIA_TYPES.join(',')}
          aria-describedby={describedBy('attest-file', { hint: true, error: errors['attest-file'] })}
          aria-invalid={errors['attest-file'] !== undefined}
          onChange={(event) => choose(event.target.files?.[0])}
        />
        {picture === undefined && draft.tooLarge === true && <p>{text.chooseAgain}</p>}
        {picture !== undefined && <p className="quiet">{words.send.fileChosen(picture.name, picture.size)}</p>}
      </Field>
      {send.error !== null && <Failure error={send.error} />}
      <Told>{send.isSuccess ? text.done : undefined}</Told>
      <Button type="submit" aria-disabled={send.isPending}>
        {send.isPending ? storageWords.working : text.button}
      </Button>
    </form>
  );
}
