/** What of this gateway does a task, on the task's own page. */
import { Link } from 'react-router';
import type { DestinationSettings, Step } from '../api/storage';
import { storageWords as text } from '../words/storage';
import { ApproveAction } from './ApproveAction';
import { AttestationForm } from './AttestationForm';
import { ConnectAction } from './ConnectAction';
import { actOf } from './facts';
import { PaperForm } from './PaperForm';
import { ProofAction } from './ProofAction';
import { SecretsForm } from './SecretsForm';
import { UseForm } from './UseForm';

export function StepAction({ step, settings }: { step: Step; settings: DestinationSettings }) {
  switch (actOf(step)) {
    case 'connect':
      return <ConnectAction id={settings.connection} />;
    case 'attest':
      return <AttestationForm id={settings.id} />;
    case 'approve':
      return <ApproveAction id={settings.id} />;
    case 'paper':
      return <PaperForm id={settings.id} plan={settings.plan} />;
    case 'proof':
      return <ProofAction id={settings.id} name={settings.name} />;
    case 'use':
      return <UseForm settings={settings} />;
    case 'secrets':
      return <SecretsForm id={settings.connection} />;
    case undefined:
      return step.state === 'CAN_NOT_TELL' ? (
        <p>
          <Link to={`/storage/${settings.id}/papers?add=attestation`}>{text.guide.attestInstead}</Link>
        </p>
      ) : null;
  }
}
