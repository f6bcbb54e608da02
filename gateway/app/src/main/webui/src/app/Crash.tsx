/** The last net: a screen that threw shows words and a way on, not a blank page. */
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { words } from '../words';

export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) {
      return this.props.children;
    }
    return (
      <main className="frame">
        <Notice shape="block" title={words.app.crashed}>
          <p>{words.app.crashedBody}</p>
          <Button onClick={() => window.location.reload()}>{words.app.reload}</Button>
        </Notice>
      </main>
    );
  }
}
