/** One instance as DICOM JSON (PS3.18 annex F), as far as a report needs it. */
export type ReportDataset = Readonly<Record<string, { readonly Value?: readonly unknown[] | undefined } | undefined>>

/** A statement of a structured report: what it is about, what is said, and what is said below it. */
export interface Statement {
  readonly about: string
  /** Null for a heading, which only gathers what stands below it. */
  readonly says: string | null
  readonly below: readonly Statement[]
}

const first = (dataset: ReportDataset, tag: string): unknown => dataset[tag]?.Value?.[0]
const isDataset = (value: unknown): value is ReportDataset => typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(dataset: ReportDataset, tag: string): string {
  const value = first(dataset, tag)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  const name = isDataset(value) ? (value as { readonly Alphabetic?: unknown }).Alphabetic : undefined
  return typeof name === 'string' ? name.replaceAll('^', ' ').trim() : ''
}

function itemOf(dataset: ReportDataset, tag: string): ReportDataset {
  const item = first(dataset, tag)
  return isDataset(item) ? item : {}
}

const meaningOf = (dataset: ReportDataset, tag: string): string => textOf(itemOf(dataset, tag), '00080104') || textOf(itemOf(dataset, tag), '00080100')

const dated = (text: string): string => text.replace(/^(\d{4})(\d{2})(\d{2})/, '$1-$2-$3 ').trim()

function measured(dataset: ReportDataset): string {
  const value = itemOf(dataset, '0040A300')
  const unit = textOf(itemOf(value, '004008EA'), '00080100')
  // "1" is UCUM for a plain number.
  return [textOf(value, '0040A30A'), unit === '1' ? '' : unit].filter((part) => part !== '').join(' ')
}

/** What a content item says, by its value type (PS3.3 C.17.3); null for what has no words of its own. */
function saying(dataset: ReportDataset): string | null {
  switch (textOf(dataset, '0040A040')) {
    case 'TEXT': return textOf(dataset, '0040A160')
    case 'NUM': return measured(dataset)
    case 'CODE': return meaningOf(dataset, '0040A168')
    case 'PNAME': return textOf(dataset, '0040A123')
    case 'DATETIME': return dated(textOf(dataset, '0040A120'))
    case 'DATE': return dated(textOf(dataset, '0040A121'))
    case 'TIME': return textOf(dataset, '0040A122')
    case 'UIDREF': return textOf(dataset, '0040A124')
    default: return null
  }
}

const statementOf = (dataset: ReportDataset): Statement => ({
  about: meaningOf(dataset, '0040A043'),
  says: saying(dataset),
  below: (dataset['0040A730']?.Value ?? []).filter(isDataset).map(statementOf).filter(({ about, says, below }) => about !== '' || (says !== null && says !== '') || below.length > 0),
})

/** Reads a structured report as a tree of statements, its title at the root. */
export const readReport = (dataset: ReportDataset): Statement => statementOf(dataset)
