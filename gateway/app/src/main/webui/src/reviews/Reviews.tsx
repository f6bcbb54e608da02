/** The screens under `/reviews`. */
import { Page } from '../ui/Page';
import { words } from '../words';

export default function Reviews() {
  return <Page title={words.app.reviews}>{null}</Page>;
}
