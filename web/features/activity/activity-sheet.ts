import { getTranslations } from 'next-intl/server'
import writeXlsxFile from 'write-excel-file/node'
import type { ActivityFigures, Share } from '#core/activity/figures.ts'
import type { Activity } from '#core/activity/view-activity.ts'
import type { ActivityChoice } from './activity-choice.ts'

const minute = 60_000
const bold = { fontWeight: 'bold' } as const

interface Filled {
  readonly value: string | number
  readonly type: StringConstructor | NumberConstructor
  readonly format?: string
  readonly fontWeight?: 'bold'
  readonly fontSize?: number
  readonly wrap?: true
  readonly align?: 'center'
  readonly alignVertical?: 'center'
  readonly height?: number
}
type Cell = Filled | null

const word = (value: string): Cell => ({ value, type: String })
const count = (value: number): Cell => ({ value, type: Number })
const decimal = (value: number | null): Cell => (value === null ? null : { value, type: Number, format: '0.0' })
const percentage = ({ of, done }: Share): Cell => (of === 0 ? null : { value: done / of, type: Number, format: '0%' })

const cells = (figures: ActivityFigures): Cell[] => [
  count(figures.cases), decimal(figures.accept === null ? null : figures.accept.p50 / minute),
  decimal(figures.connect.emergency === null ? null : figures.connect.emergency.p50 / minute), percentage(figures.inTime),
  count(figures.rejected), count(figures.cancelled), count(figures.noShow), count(figures.sessions), count(figures.interruptions),
  percentage(figures.signedWithinDay), percentage(figures.followed), count(figures.transfersAvoided.of), count(figures.transfersAvoided.done),
]
const headings = ['cases', 'acceptMinutes', 'connectMinutes', 'inTime', 'rejected', 'cancelled', 'noShow', 'sessions', 'interruptionsInAll', 'signed', 'followed', 'transfersPlanned', 'transfers'] as const

export interface ReportedActivity {
  readonly activity: Activity
  readonly choice: ActivityChoice
  /** The hospital that reports. */
  readonly hospital: string
}

/** The figures as a workbook: who reports what for when, then numbers as numbers, so that they can be added up; it prints on one sheet's width. */
export async function activitySheet({ activity, choice, hospital }: ReportedActivity): Promise<Buffer> {
  const [t, caseWords] = await Promise.all([getTranslations('activity'), getTranslations('caseWords')])
  const heading = (text: string): Cell => ({ ...bold, value: text, type: String })
  // Two lines of a Vietnamese heading, each with its marks.
  const columnHead = (text: string): Cell => ({ ...bold, value: text, type: String, wrap: true, align: 'center', alignVertical: 'center', height: 36 })
  const stretch = t(`stretch.${choice.period}`, { year: String(choice.year), month: choice.month, quarter: Math.ceil(choice.month / 3) })
  const head: Cell[][] = [[heading(hospital)], [{ ...bold, value: t('paper.title'), type: String, fontSize: 14 }], [word(`${t(`paper.scope.${choice.side}`)} · ${stretch}`)], [null]]
  const partners = [
    ...head,
    [columnHead(t('column.hospital')), ...headings.map((column) => columnHead(t(`column.${column}`)))],
    ...activity.partners.map(({ organization, figures }) => [word(organization.name), ...cells(figures)]),
    [heading(t('total')), ...cells(activity.total)],
  ]
  const kinds: Cell[][] = [
    [heading(t('column.kind')), heading(t('column.cases'))],
    ...activity.total.byKind.map(([kind, number]) => [word(caseWords(`kind.${kind}`)), count(number)]),
    [null],
    [heading(t('column.specialty')), heading(t('column.cases'))],
    ...activity.total.bySpecialty.map(([specialty, number]) => [word(caseWords(`specialty.${specialty}`)), count(number)]),
  ]
  const width = (columns: number) => Array.from({ length: columns }, (_, index) => ({ width: index === 0 ? 42 : 13 }))
  return writeXlsxFile([
    { data: partners, sheet: t('sheetName.partners'), columns: width(headings.length + 1), stickyRowsCount: head.length + 1, stickyColumnsCount: 1, orientation: 'landscape' },
    { data: kinds, sheet: t('sheetName.kinds'), columns: width(2) },
  ]).toBuffer()
}
