/** The drawing of one send: boxes for stops, arrows for hops; what nobody told is dashed. */
import type { Drawing } from './flowLayout';

export function FlowPicture({ drawing, name }: { drawing: Drawing; name: string }) {
  const head = `flow-head-${name}`;
  return (
    <svg className={`flow flow-${name}`} viewBox={`0 0 ${drawing.width} ${drawing.height}`} focusable="false">
      <defs>
        <marker id={head} viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0L10 5L0 10z" className="flow-head" />
        </marker>
      </defs>
      {drawing.arrows.map((arrow) => (
        <g key={arrow.id}>
          <polyline
            points={arrow.points.map(([x, y]) => `${x},${y}`).join(' ')}
            className={arrow.done ? 'flow-arrow' : 'flow-arrow flow-open'}
            markerEnd={`url(#${head})`}
          />
          {arrow.lines.map((line) => (
            <text key={`${line.y} ${line.text}`} x={line.x} y={line.y} className={`flow-text flow-${line.kind}`}>
              {line.text}
            </text>
          ))}
        </g>
      ))}
      {drawing.boxes.map((box) => (
        <g key={box.id}>
          <rect
            x={box.x}
            y={box.y}
            width={box.width}
            height={box.height}
            rx={6}
            className={box.known ? 'flow-box' : 'flow-box flow-open'}
          />
          {box.lines.map((line) => (
            <text key={line.y} x={line.x} y={line.y} className={`flow-text flow-${line.kind}`}>
              {line.text}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}
