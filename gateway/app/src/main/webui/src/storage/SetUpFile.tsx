/** All that is set up as one file: to look at, to keep, and to change by another file after seeing what that would do. */
import { useQuery } from '@tanstack/react-query';
import { setUpQuery } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { storageWords } from '../words/storage';
import { Back, useRights } from './parts';
import { SetUpChange } from './SetUpChange';

const text = storageWords.file;

export function SetUpFile() {
  const setUp = useQuery(setUpQuery);
  const { admin } = useRights();
  return (
    <>
      <Back to="/storage" />
      <Page title={text.title}>
        <p className="lead">{text.lead}</p>
        <Loaded query={setUp}>
          {(yaml) => (
            <>
              <p>
                <a className="button button-secondary" href="/api/v1/setup" download={text.fileName}>
                  {text.download}
                </a>
              </p>
              <details className="details">
                <summary>{text.show}</summary>
                {/* A region that scrolls has to be reached by keyboard. */}
                {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
                <pre className="yaml" tabIndex={0} role="region" aria-label={text.label}>
                  {yaml}
                </pre>
              </details>
              {admin ? <SetUpChange now={yaml} /> : <p className="quiet">{text.only}</p>}
            </>
          )}
        </Loaded>
      </Page>
    </>
  );
}
