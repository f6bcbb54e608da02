/** The screens under `/audit`. */
import { Page } from '../ui/Page';
import { words } from '../words';

export default function Audit() {
  return <Page title={words.app.audit}>{null}</Page>;
}
