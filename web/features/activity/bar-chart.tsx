export interface Bar {
  readonly id: string
  readonly label: string
  /** Length of the bar; zero-based. */
  readonly value: number
  /** Written at the bar's end. */
  readonly text: string
  /** Where the target stands on the same scale. */
  readonly target?: { readonly value: number; readonly label: string }
}

const percent = 100

/** Horizontal bars on one zero-based scale, each with its word and its number; a line marks the target. */
export function BarChart({ bars, caption }: { readonly bars: readonly Bar[]; readonly caption: string }) {
  const longest = Math.max(1, ...bars.flatMap(({ value, target }) => [value, target?.value ?? 0]))
  const width = (value: number): string => `${(value / longest) * percent}%`
  return (
    <table className="w-full border-separate border-spacing-y-1.5 text-dense">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {bars.map(({ id, label, value, text, target }) => (
          <tr key={id}>
            <th scope="row" className="w-px pr-3 text-left font-normal whitespace-nowrap text-quiet">{label}</th>
            <td className="w-full">
              <span className="relative block h-5 print:[print-color-adjust:exact]" title={target?.label}>
                <svg aria-hidden className="size-full" preserveAspectRatio="none">
                  <rect width={width(value)} height="100%" rx="3" className="fill-jade" />
                  {target !== undefined && <line x1={width(target.value)} x2={width(target.value)} y1="0" y2="100%" strokeWidth="2" className="stroke-ink" />}
                </svg>
                {target !== undefined && <span className="sr-only">{target.label}</span>}
              </span>
            </td>
            <td className="tabular w-px pl-3 text-right font-semibold whitespace-nowrap">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
