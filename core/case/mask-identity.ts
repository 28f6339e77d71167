import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { changeCase } from './change-case.ts'
import { mayMaskIdentity } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { maskIdentity } from './transitions.ts'

/** Masks whose case it is before a wide circle or a class is let in, or names the patient again; both are recorded. */
export const makeMaskIdentity = (ports: CasePorts) => (actor: Actor, input: { readonly case: CaseId; readonly masked: boolean }) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayMaskIdentity,
    move: (one) => maskIdentity(one, input.masked),
    audit: (moved) => [{ type: input.masked ? 'case.identity-masked' : 'case.identity-shown', case: moved.id }],
  })
