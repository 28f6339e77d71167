import type { Actor } from '#core/directory/actor.ts'
import { linkCovers } from '#core/directory/directory.ts'
import type { CaseId, OrganizationId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ConsultRequest } from './case.ts'
import { changeCase } from './change-case.ts'
import { mayEditRequest } from './policy.ts'
import type { CasePorts } from './ports.ts'
import { editDraft } from './transitions.ts'

export interface RequestEdit {
  readonly case: CaseId
  readonly request: ConsultRequest
  /** The hub to ask instead; only links that cover the specialty can be asked. */
  readonly consultingOrganization?: OrganizationId
  /** The revision that the writer last saw; a colleague may have written since. */
  readonly revision?: number
}

/** Saves the request as it is typed; only a draft can be rewritten, and only upon the words that the writer has seen. */
export const makeEditRequest = (ports: CasePorts) => (actor: Actor, input: RequestEdit) =>
  changeCase(ports, actor, {
    case: input.case,
    may: mayEditRequest,
    move: async (one, now, { cases, directory }) => {
      if (input.revision !== undefined && input.revision !== one.revision) return err('case.changed-elsewhere')
      const edited = editDraft(one, input.request)
      if (!edited.ok) return edited
      const hub = input.consultingOrganization ?? one.consultingOrganization
      if (hub === one.consultingOrganization && input.request.specialty === one.request.specialty) return edited
      const links = await directory.linksOfSatellite(one.requestingOrganization)
      if (!links.some((link) => link.hub === hub && linkCovers(link, input.request.specialty, now))) return err('link.not-covering')
      if (hub === one.consultingOrganization) return edited
      return ok({ ...edited.value, consultingOrganization: hub, code: await cases.nextCode(hub) })
    },
    audit: (moved) => [{ type: 'case.edited', case: moved.id }],
  })
