/** The pages on which a person says that patient care cannot wait for a send that is kept back. */
import { declareEmergency } from '../api/gateway';
import type { Transfer } from '../api/types';
import { EmergencyForm } from '../send/EmergencyForm';
import { Interruption } from '../send/Interruption';
import { checkedWhen } from '../send/steps';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Page } from '../ui/Page';
import { words } from '../words';
import { useAction } from './useAction';

export type UrgentStep = 'emergency' | 'emergency-reason';

export function Urgent({
  transfer,
  step,
  onStep,
}: {
  transfer: Transfer;
  step: UrgentStep;
  onStep: (step: UrgentStep | undefined) => void;
}) {
  const text = words.emergency;
  const name = transfer.destinationName;
  const declare = useAction(transfer.id, (reason: string) => declareEmergency(transfer.id, reason));
  return (
    <>
      <p>
        <Button kind="link" onClick={() => onStep(undefined)}>
          {words.send.back}
        </Button>
      </p>
      {step === 'emergency' ? (
        <Interruption
          title={checkedWhen(new Date())}
          body={[text.body, text.goes(name)]}
          action={text.next}
          onAction={() => onStep('emergency-reason')}
        />
      ) : (
        <Page title={text.title}>
          {declare.isError && <Failure error={declare.error} />}
          <EmergencyForm
            destination={name}
            busy={declare.isPending}
            onSubmit={(reason, taken) =>
              declare.mutate(reason, {
                onSuccess: () => {
                  taken();
                  onStep(undefined);
                },
              })
            }
          />
        </Page>
      )}
    </>
  );
}
