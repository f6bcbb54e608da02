/** The screens under `/rules`. */
import { Page } from '../ui/Page';
import { words } from '../words';

export default function Rules() {
  return <Page title={words.app.rules}>{null}</Page>;
}
