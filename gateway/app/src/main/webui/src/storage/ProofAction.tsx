/** Makes a proof: a file made for the purpose goes out, is compared, and is removed; each act is told. */
import { makeProof, useAct, type Proof } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import type { Shape } from '../ui/Icon';
import { storageWords } from '../words/storage';
import { plain } from './facts';
import { useRights } from './parts';

const text = storageWords.proof;

/** In the order in which they are done. */
const ACTS: readonly Proof['steps'][number]['act'][] = ['WRITE', 'FIND', 'COMPARE_DIGEST', 'READ_BACK', 'EVIDENCE', 'DELETE'];
const SHAPES: Record<Proof['steps'][number]['result'], Shape> = { DONE: 'ok', FAILED: 'block', NOT_POSSIBLE: 'stopped' };

export function ProofAction({ id, name }: { id: string; name: string }) {
  const { admin } = useRights();
  const make = useAct(() => makeProof(id));
  return (
    <>
      <p>{text.lead(name)}</p>
      {make.error !== null && <Failure error={make.error} />}
      {admin ? (
        <Button aria-disabled={make.isPending} onClick={() => make.isPending || make.mutate(undefined)}>
          {text.button}
        </Button>
      ) : (
        <p className="quiet">{storageWords.readOnly}</p>
      )}
      <div role="status">
        {make.isPending ? (
          <>
            <p>{text.running}</p>
            <progress aria-label={text.running} />
          </>
        ) : (
          make.data !== undefined && <ProofResult proof={make.data} />
        )}
      </div>
    </>
  );
}

/** How a proof went, act by act. */
export function ProofResult({ proof }: { proof: Proof }) {
  return (
    <Notice
      shape={proof.proven ? 'ok' : 'block'}
      level="p"
      title={proof.proven ? text.passed : text.failed(text.acts[proof.failedAt ?? ''] ?? '')}
    >
      <p className="quiet">
        <Time at={proof.endedAt} />
      </p>
      {proof.left !== undefined && <p>{text.left(proof.left)}</p>}
      <ol className="acts" aria-label={text.actsOf}>
        {ACTS.map((act) => {
          const steps = proof.steps.filter((step) => step.act === act);
          const step = steps.find((each) => each.result === 'FAILED') ?? steps.at(-1);
          return (
            <li key={act}>
              <span>{text.acts[act]}</span>
              <Tag shape={step === undefined ? 'unknown' : SHAPES[step.result]}>
                {step === undefined ? text.notReached : (text.results[step.result] ?? step.result)}
              </Tag>
              {step !== undefined && step.detail !== '' && <span className="quiet">{plain(step.detail)}</span>}
            </li>
          );
        })}
      </ol>
    </Notice>
  );
}
