/** The screens under `/trends`. */
import { Page } from '../ui/Page';
import { words } from '../words';

export default function Trends() {
  return <Page title={words.app.trends}>{null}</Page>;
}
