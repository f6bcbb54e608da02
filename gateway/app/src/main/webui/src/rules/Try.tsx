/** Tries a draft on past decisions: what would have been. Changes nothing. */
import { useQuery } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { may } from '../app/Only';
import { rulesQuery } from '../api/insight';
import type { Member } from '../api/types';
import { Choice, Group } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { rulesWords } from '../words/rules';
import { RulesMenu } from './RulesMenu';
import { TryOwn } from './TryOwn';
import { TryPacks } from './TryPacks';

const text = rulesWords.try;
const WHAT = ['own', 'rulebook'] as const;

export function Try() {
  const me = useOutletContext<Member>();
  const [address, setAddress] = useSearchParams();
  const query = useQuery(rulesQuery);
  const what = WHAT.find((each) => each === address.get('what')) ?? 'own';
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.lead}</p>
      {may(me, ['practice-admin', 'compliance']) ? (
        <>
          <Group id="what" legend={text.what}>
            {WHAT.map((each) => (
              <Choice
                key={each}
                type="radio"
                id={`what-${each}`}
                name="what"
                label={text.whats[each]}
                checked={what === each}
                onChange={() => setAddress({ what: each }, { replace: true })}
              />
            ))}
          </Group>
          {what === 'own' ? (
            <Loaded query={query}>
              {({ inForce, versions }) => <TryOwn key={inForce} inForce={versions.find((each) => each.number === inForce)} />}
            </Loaded>
          ) : (
            <TryPacks me={me} />
          )}
        </>
      ) : (
        <Notice shape="stopped" level="p" title={rulesWords.looksOnly} />
      )}
    </Page>
  );
}
