/** One destination: is it really where it should be, how do we know, and what is still to be done. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  evidenceQuery,
  guideQuery,
  removeDestination,
  settingsQuery,
  stopsQuery,
  storagesQuery,
  useAct,
  type DestinationSettings,
} from '../api/storage';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { VerdictLine } from '../verdict/VerdictLine';
import { show } from '../verdict/verdict';
import { providerName } from '../words';
import { storageWords as text } from '../words/storage';
import { Choices } from './Choices';
import { EvidencePanel } from './EvidencePanel';
import { stopsOn } from './facts';
import { Back, useRights } from './parts';
import { Standing, StopControl } from './StopControl';
import { TaskList } from './TaskList';

export function DestinationPage() {
  const { id = '' } = useParams();
  const settings = useQuery(settingsQuery(id));
  return (
    <>
      <Back to="/storage" />
      {settings.data === undefined ? (
        <Page key="waiting" title={text.title}>
          <Loaded query={settings}>{() => null}</Loaded>
        </Page>
      ) : (
        <Page key={id} title={settings.data.name}>
          <Loaded query={settings}>{(known) => <Whole settings={known} />}</Loaded>
        </Page>
      )}
    </>
  );
}

function Whole({ settings }: { settings: DestinationSettings }) {
  const { id } = settings;
  const guide = useQuery(guideQuery(id));
  const evidence = useQuery(evidenceQuery(id));
  const storage = useQuery(storagesQuery).data?.find((each) => each.id === id);
  const { admin } = useRights();
  const shown = storage === undefined ? undefined : show(storage.verdict);
  return (
    <>
      {shown !== undefined && <VerdictLine shown={shown} asking={storage?.asking === true} />}
      <p className="quiet under">{[providerName(settings.provider), settings.plan].filter((each) => each !== '').join(', ')}</p>
      <Stopped settings={settings} />
      {!admin && <p className="quiet">{text.readOnly}</p>}
      <div className="columns">
        <Loaded query={guide}>{(known) => <TaskList guide={known} />}</Loaded>
        <Loaded query={evidence}>{(known) => <EvidencePanel page={known} settings={settings} />}</Loaded>
      </div>
      {shown !== undefined && shown.word !== 'ok' && <Choices id={id} />}
      <h2>{text.detail.actions}</h2>
      <ul className="ways">
        <li>
          <Link to={`/storage/${id}/proofs`}>{text.detail.proofs}</Link>
        </li>
        <li>
          <Link to={`/storage/${id}/papers`}>{text.detail.papers}</Link>
        </li>
        <li>
          <Link to={`/storage/${id}/use`}>{text.detail.use}</Link>
        </li>
        <li>
          <Link to="/storage/accounts">{text.accounts}</Link>
        </li>
      </ul>
      <div className="actions">
        <Switch settings={settings} />
        {admin && settings.declaredIn === 'API' && <Remove settings={settings} />}
      </div>
    </>
  );
}

/** What holds it up, from whichever side; the way on for the others stands with the accounts. */
function Stopped({ settings }: { settings: DestinationSettings }) {
  const stops = useQuery(stopsQuery);
  const { stops: mayStop } = useRights();
  return (
    <>
      {stopsOn(stops.data ?? settings.stops, settings).map((stop) => (
        <Standing key={stop.scope} stop={stop} resumable={mayStop} />
      ))}
    </>
  );
}

/** The standing stop is on top of the page already. */
function Switch({ settings }: { settings: DestinationSettings }) {
  const stops = useQuery(stopsQuery);
  const stopped = (stops.data ?? settings.stops).some((stop) => stop.scope === 'DESTINATION' && stop.target === settings.id);
  return stopped ? null : <StopControl scope="DESTINATION" target={settings.id} name={settings.name} />;
}

function Remove({ settings }: { settings: DestinationSettings }) {
  const [asking, setAsking] = useState(false);
  const go = useNavigate();
  const remove = useAct(
    () => removeDestination(settings.id, settings.version),
    () => void go('/storage', { replace: true }),
    true,
  );
  return (
    <>
      <Button kind="secondary" onClick={() => setAsking(true)}>
        {text.detail.remove}
      </Button>
      <Confirm
        open={asking}
        title={text.detail.removeAsk(settings.name)}
        action={text.detail.remove}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.detail.removeBody}</p>
        {remove.error !== null && <Failure error={remove.error} />}
      </Confirm>
    </>
  );
}
