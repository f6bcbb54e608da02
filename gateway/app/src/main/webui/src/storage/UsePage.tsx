/** Who may use a destination. */
import { storageWords } from '../words/storage';
import { PartOf } from './PartOf';
import { UseForm } from './UseForm';

export function UsePage() {
  return (
    <PartOf title={storageWords.use.title}>
      {(settings) => (
        <>
          <p>{storageWords.use.lead}</p>
          <UseForm settings={settings} />
        </>
      )}
    </PartOf>
  );
}
