import { unstable_rethrow } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import type { Result } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { portalLogger } from './logger.ts'
import { portalMetrics } from './metrics.ts'
import { failureOf, type OutageRefusal } from './outage.ts'
import { currentVisit, refusalOfVisit, type Viewer } from './session.ts'

/** Refusals that every action may give on its own. */
export type EdgeRefusal = 'auth.signed-out' | 'auth.second-factor-due' | 'auth.on-room-device' | 'request.invalid' | 'portal.failed' | OutageRefusal

export type ActionAnswer<View, Code extends RefusalCode = RefusalCode> =
  | { readonly ok: true; readonly value: View }
  /** `fields` says what is wrong with which field ("diagnosis", "members.0.part"), for input that does not parse. */
  | { readonly ok: false; readonly code: Code | EdgeRefusal; readonly fields?: Readonly<Record<string, string>> }

interface ActionDefinition<Input extends z.ZodType, Value, View, Code extends RefusalCode> {
  readonly input: Input
  /** Signing, breaking glass, what changes how anybody signs in, and an administrator's acts for the whole hospital: never on a meeting room's machine. */
  readonly personal?: true
  readonly run: (viewer: Viewer, input: z.output<Input>) => Promise<Result<Value, Code>>
  /** Exactly what may leave the server. */
  readonly present: (value: Value, viewer: Viewer) => View | Promise<View>
}

/** What is wrong with a field, in the viewer's language. */
const fieldSentences = async (): Promise<z.core.$ZodErrorMap> =>
  ((await getLocale()) === 'vi' ? z.locales.vi() : z.locales.en()).localeError

const byPath = (error: z.ZodError): Readonly<Record<string, string>> =>
  Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.message]))

/**
 * Declares a server action: what it takes, what it does, and what of the outcome may leave the server.
 * Bugs are logged and answered `portal.failed`, outages by their own codes; redirects pass through.
 */
export function action<Input extends z.ZodType, Value, View, Code extends RefusalCode>({
  input,
  personal,
  run,
  present,
}: ActionDefinition<Input, Value, View, Code>): (raw: z.input<Input>) => Promise<ActionAnswer<View, Code>> {
  const answer = async (raw: z.input<Input>): Promise<ActionAnswer<View, Code>> => {
    try {
      const visit = await currentVisit()
      if (visit.state !== 'signed-in') return { ok: false, code: refusalOfVisit(visit) }
      if (personal === true && visit.viewer.device !== undefined) return { ok: false, code: 'auth.on-room-device' }
      const parsed = input.safeParse(raw, { error: await fieldSentences() })
      if (!parsed.success) return { ok: false, code: 'request.invalid', fields: byPath(parsed.error) }
      if (!isStorable(parsed.data)) return { ok: false, code: 'request.invalid' }
      const result = await run(visit.viewer, parsed.data)
      if (!result.ok) return { ok: false, code: result.error }
      return { ok: true, value: await present(result.value, visit.viewer) }
    } catch (cause) {
      unstable_rethrow(cause)
      const code = failureOf(cause)
      portalLogger().error('action.failed', { cause, refusal: code })
      return { ok: false, code }
    }
  }
  return async (raw) => {
    const stop = portalMetrics().answers.startTimer({ kind: 'action' })
    const given = await answer(raw)
    stop({ outcome: given.ok ? 'ok' : given.code })
    return given
  }
}
