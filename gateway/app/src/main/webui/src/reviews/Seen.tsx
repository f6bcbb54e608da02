/** What people saw and said, as it was: the newest time first, the others behind a button. */
import type { Case, Snapshot } from '../api/reviews';
import { Icon } from '../ui/Icon';
import { Naming } from '../ui/Person';
import { words } from '../words';
import { reviewsWords as text } from '../words/reviews';
import { FrozenEvidence } from './FrozenEvidence';
import { placeWords, weightShape } from './names';

interface Once {
  at: string;
  person?: string;
  saw: Snapshot;
}

export function Seen({ each }: { each: Case }) {
  const times = (each.file?.seen ?? [])
    .flatMap((once): Once[] => (once.saw === undefined ? [] : [{ ...once, saw: once.saw }]))
    .reverse();
  const [newest, ...earlier] = times;
  return (
    <section aria-labelledby="seen">
      <h2 id="seen">{text.seen}</h2>
      {newest === undefined ? (
        <p>{text.seenNone}</p>
      ) : (
        <>
          <p className="quiet">{text.seenHint}</p>
          <OneTime once={newest} />
          {earlier.length > 0 && (
            <details className="details">
              <summary>{text.seenMore(earlier.length)}</summary>
              {earlier.map((once) => (
                <OneTime key={once.at} once={once} />
              ))}
            </details>
          )}
        </>
      )}
    </section>
  );
}

function OneTime({ once }: { once: Once }) {
  const { saw } = once;
  return (
    <article className="seen">
      <h3>{text.asItWas(saw.decidedAt)}</h3>
      <ul className="findings">
        {saw.findings.map((finding) => (
          <li key={finding.rule} className="finding">
            <Icon shape={weightShape(finding.severity)} />
            <div>
              <p className="finding-text">
                <strong>{text.severities[finding.severity] ?? finding.severity}</strong> {finding.text}
              </p>
              {finding.fix !== '' && <p className="quiet">{text.fix(finding.fix)}</p>}
              <p className="quiet">
                {finding.rule}, {finding.jurisdiction === '*' ? text.lawOfAll : text.lawOf(placeWords(finding.jurisdiction))}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <Said once={once} />
      <FrozenEvidence saw={saw} />
    </article>
  );
}

function Said({ once }: { once: Once }) {
  const { said } = once.saw;
  const person = said?.person ?? once.person ?? '';
  if (said === undefined) {
    return person === '' ? null : (
      <p>
        <Naming who={[person]} said={text.saidNothing} />
      </p>
    );
  }
  const reason = text.reasonCodes[said.reasonCode] ?? words.acknowledgement.reasons[said.reasonCode] ?? said.reasonCode;
  return (
    <figure className="said">
      <figcaption>
        <Naming who={[person]} said={text.saidTitle} />
      </figcaption>
      {said.reason !== '' && <blockquote>{text.quote(said.reason)}</blockquote>}
      <p className="quiet">{text.saidAt(reason, said.at)}</p>
    </figure>
  );
}
