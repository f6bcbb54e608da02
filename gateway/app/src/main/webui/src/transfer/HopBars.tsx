/** The two-segment bar: device to gateway, gateway to provider. Native progress elements, each with its words. */
import { words } from '../words';

export function HopBars({ hopIn, hopOut, destination }: { hopIn: number; hopOut: number; destination: string }) {
  const text = words.transfer;
  return (
    <div className="hops" role="group" aria-label={text.hops}>
      <Hop id="hop-in" label={text.hopIn} value={hopIn} />
      <Hop id="hop-out" label={text.hopOut(destination)} value={hopOut} />
    </div>
  );
}

function Hop({ id, label, value }: { id: string; label: string; value: number }) {
  return (
    <div className="hop">
      <progress id={id} max={100} value={value} />
      <label htmlFor={id}>
        {label} <strong>{words.transfer.done(value)}</strong>
      </label>
    </div>
  );
}
