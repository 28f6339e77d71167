import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, SessionId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Result } from '#core/shared/result.ts'
import type { ConsultCase, ScheduledCase, StaffedCase } from './case.ts'
import type { ChangeRefusal } from './change-case.ts'
import { changeCase } from './change-case.ts'
import { mayEnterSession, mayHost } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { end, interrupt, openLobby, resume, start } from './transitions.ts'

/** A case in which people may come to the door. */
type OpenCase = Extract<StaffedCase, { readonly status: 'lobby' | 'live' | 'interrupted' }>

const isOpen = (one: ConsultCase): one is OpenCase => one.status === 'lobby' || one.status === 'live' || one.status === 'interrupted'

/** How long before the booked start the door opens, in milliseconds. */
export const doorOpensBefore = 30 * 60_000

/** Whether a person may come to the door now. */
export const isDoorOpen = (one: ScheduledCase, now: Date): boolean => now.getTime() >= one.session.startsAt.getTime() - doorOpensBefore

/** A person comes to the door: the first one opens the lobby, and everybody's coming is recorded. */
export const makeComeToDoor =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId }): Promise<Result<OpenCase, ChangeRefusal | 'case.wrong-state' | 'session.too-early'>> => {
    let isFirst = false
    return changeCase<OpenCase, 'case.wrong-state' | 'session.too-early'>(ports, actor, {
      case: input.case,
      may: mayEnterSession,
      move: (one, now) => {
        if (isOpen(one)) return ok(one)
        if (one.status === 'scheduled' && !isDoorOpen(one, now)) return err('session.too-early')
        isFirst = true
        return openLobby(one, now)
      },
      audit: (moved) => [{ type: 'session.entered', case: moved.id, session: moved.session.id }],
      tell: (moved) => (isFirst ? moved.team.map((member) => ({ recipient: member.practitioner, kind: 'session.opened' })) : []),
    })
  }

/** The host opens the session: lobby → live, or back to live after an interruption. */
export const makeStartSession = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayHost,
    move: (one, now) => {
      if (one.status === 'interrupted') return resume(one, now)
      if (one.status !== 'scheduled') return start(one, now)
      // Its hour was moved while people were at the door, and they have stayed there.
      const opened = isDoorOpen(one, now) ? openLobby(one, now) : err('case.wrong-state')
      return opened.ok ? start(opened.value, now) : opened
    },
  })

/** The platform notes that everyone has been lost: live → interrupted, never ended. */
export const makeInterruptSession = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, { case: input.case, may: mayEnterSession, move: interrupt })

/** Somebody is back after an interruption. */
export const makeResumeSession = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, { case: input.case, may: mayEnterSession, move: resume })

/** The host ends the session; the minutes come next. */
export const makeEndSession = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId }) =>
  changeCase(ports, actor, { case: input.case, may: mayHost, move: end })

/** A person's stay as the minutes will print it. */
export const makeRecordStay =
  (ports: CasePorts) =>
  (actor: Actor, input: { readonly case: CaseId; readonly session: SessionId; readonly event: 'enter' | 'leave' }): Promise<void> =>
    ports.atomically(actor, async ({ attendance, audit }) => {
      const at = ports.clock()
      const who = { practitioner: actor.practitioner, organization: actor.organization }
      if (input.event === 'enter') await attendance.enter({ session: input.session, case: input.case, ...who, enteredAt: at, leftAt: null })
      else {
        await attendance.leave(input.session, actor.practitioner, at)
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'session.left', case: input.case, session: input.session } })
      }
    })
