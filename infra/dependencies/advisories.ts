/** An advisory that is known and does not hold here: why, and until when that is believed. */
export interface Accepted {
  readonly reason: string
  /** The day on which it was accepted, `yyyy-mm-dd`. */
  readonly since: string
  /** A day, `yyyy-mm-dd`; from then on the advisory counts again. */
  readonly until: string
}

/** By the advisory's address at GitHub. */
export const acceptedAdvisories: Readonly<Record<string, Accepted>> = {}

/**
 * Within how many days of becoming known an advisory is dealt with: by an update, by taking the package out, or by proving that it
 * does not hold here. A grave one fails every run at once and may be put off for so long and no longer (docs/security.md).
 */
export const daysToDealWith: Readonly<Record<string, number>> = { critical: 7, high: 30, moderate: 90, low: 180 }

const dayMs = 24 * 60 * 60 * 1_000

/** Whether an advisory was put off, within its time frame, to a day that has not come. */
const isPutOff = ({ since, until }: Accepted, severity: string, today: string): boolean =>
  today < until && Date.parse(until) - Date.parse(since) <= (daysToDealWith[severity] ?? 0) * dayMs

/** What `npm audit --json` says; only what is looked at. */
interface AuditReport {
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (string | { readonly url: string; readonly title: string; readonly severity: string; readonly range: string })[] }>>
  readonly message?: string
  readonly error?: { readonly code?: string; readonly summary?: string }
}

export type AuditOutcome =
  /** The registry answers no advisories: nothing is known, and nothing is claimed. */
  | { readonly state: 'unanswered'; readonly why: string }
  | { readonly state: 'answered'; readonly grave: readonly string[]; readonly other: readonly string[] }

const graveSeverities = new Set(['high', 'critical'])

/** Reads what npm printed: the grave advisories that are not accepted, one line each, and the others. */
export function readAudit(printed: string, today: string, accepted: Readonly<Record<string, Accepted>> = acceptedAdvisories): AuditOutcome {
  const report = parsed(printed)
  if (report?.vulnerabilities === undefined) {
    const why = [report?.error?.summary, report?.error?.code, report?.message].find((one) => one !== undefined && one !== '')
    return { state: 'unanswered', why: why ?? 'npm audit gave no report' }
  }
  const lines = new Map<string, boolean>()
  for (const [name, { via }] of Object.entries(report.vulnerabilities)) {
    for (const one of via) {
      if (typeof one === 'string') continue
      const known = accepted[one.url]
      const isAccepted = known !== undefined && isPutOff(known, one.severity, today)
      lines.set(`${name} ${one.range}: ${one.title} (${one.severity}${isAccepted ? `, accepted until ${known.until}: ${known.reason}` : ''}) ${one.url}`, graveSeverities.has(one.severity) && !isAccepted)
    }
  }
  const of = (grave: boolean): readonly string[] => [...lines].filter(([, is]) => is === grave).map(([line]) => line)
  return { state: 'answered', grave: of(true), other: of(false) }
}

/** npm warns before its report and complains after it. */
function parsed(printed: string): AuditReport | undefined {
  try {
    return JSON.parse(printed.slice(printed.indexOf('{'), printed.lastIndexOf('}') + 1)) as AuditReport
  } catch {
    return undefined
  }
}
