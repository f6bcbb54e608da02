/** One task of a destination's guide: what is seen, what to do, and the doing of it right here. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { evidenceQuery, guideQuery, settingsQuery, type Guide, type Step } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { EvidencePanel } from './EvidencePanel';
import { plain, stepTag } from './facts';
import { Back, Facts, Outside } from './parts';
import { StepAction } from './StepAction';

const text = storageWords.guide;

export function StepPage() {
  const { id = '', step: asked = '' } = useParams();
  const guide = useQuery(guideQuery(id));
  const name = useQuery(settingsQuery(id)).data?.name;
  const step = guide.data?.steps.find((each) => each.id === asked);
  return (
    <>
      <Back to={`/storage/${id}`} name={name} />
      <Page key={step?.id ?? 'waiting'} title={step?.title ?? text.title}>
        <Loaded query={guide} empty={() => (step === undefined ? <Unknown /> : undefined)}>
          {(known) => step !== undefined && <Task guide={known} step={step} />}
        </Loaded>
      </Page>
    </>
  );
}

function Unknown() {
  return (
    <Notice shape="unknown" title={text.unknown}>
      <p>{text.unknownBody}</p>
    </Notice>
  );
}

function Task({ guide, step }: { guide: Guide; step: Step }) {
  const evidence = useQuery(evidenceQuery(guide.destinationId));
  const settings = useQuery(settingsQuery(guide.destinationId));
  const index = guide.steps.indexOf(step);
  const tag = stepTag(step);
  return (
    <>
      <p className="step-state">
        <span className="quiet">{text.stepOf(index + 1, guide.steps.length)}</span>
        <Tag shape={tag.shape}>{tag.label}</Tag>
      </p>
      <div className="columns">
        <div>
          <p className="lead">{plain(step.why)}</p>
          <Facts facts={seen(step)} />
          <h2>{step.todo === undefined ? text.how : text.todo}</h2>
          <p>{plain(step.todo ?? step.how)}</p>
          {step.state === 'NOT_DONE' && step.who === 'PROVIDER_ADMIN' && <p className="quiet">{text.askElse}</p>}
          {(step.page ?? step.source) !== undefined && (
            <p className="actions">
              {step.page !== undefined && <Outside href={step.page}>{text.page}</Outside>}
              {step.source !== undefined && <Outside href={step.source}>{text.explained}</Outside>}
            </p>
          )}
          {settings.data !== undefined && <StepAction step={step} settings={settings.data} />}
          <Around guide={guide} index={index} />
        </div>
        {settings.data !== undefined && (
          <Loaded query={evidence}>
            {(known) => <EvidencePanel page={known} settings={settings.data} />}
          </Loaded>
        )}
      </div>
    </>
  );
}

function seen(step: Step) {
  const { evidence } = step;
  return [
    { label: text.saw, value: plain(step.saw) },
    ...(evidence === undefined
      ? []
      : [
          { label: text.source, value: evidence.source },
          ...(evidence.label === undefined ? [] : [{ label: text.word, value: evidence.label }]),
          {
            label: text.looked,
            value: evidence.lookedAt === undefined ? date(evidence.lookedOn) : <Time at={evidence.lookedAt} />,
          },
        ]),
    { label: text.whose, value: text.who[step.who] ?? step.who },
  ];
}

function Around({ guide, index }: { guide: Guide; index: number }) {
  const [before, after] = [guide.steps[index - 1], guide.steps[index + 1]];
  const to = (step: Step) => `/storage/${guide.destinationId}/steps/${step.id}`;
  return (
    <nav aria-label={text.title} className="around">
      {before !== undefined && (
        <Link to={to(before)}>
          <span className="quiet">{text.previous}</span> {before.title}
        </Link>
      )}
      {after !== undefined && (
        <Link to={to(after)}>
          <span className="quiet">{text.next}</span> {after.title}
        </Link>
      )}
      <Link to={`/storage/${guide.destinationId}`}>{text.all}</Link>
    </nav>
  );
}
