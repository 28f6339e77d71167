import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner, SpecialtyCode } from '#core/directory/directory.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { MinutesPorts } from './ports.ts'
import { readTemplate, type MinutesTemplate, type TemplateTexts } from './templates.ts'

export type TemplateRefusal = 'template.not-allowed' | 'template.no-blank' | 'template.empty'

/** Administrators, coordinators and the doctors who act as secretaries look after their hospital's templates. */
export const mayKeepTemplates = (actor: Actor): boolean => (['admin', 'coordinator', 'doctor'] as const).some((role) => actor.roles.includes(role))

export interface KeptTemplates {
  readonly templates: readonly MinutesTemplate[]
  readonly savedBy: ReadonlyMap<Practitioner['id'], Practitioner>
}

/** The templates of the own hospital, and who saved each last. */
export const makeViewTemplates =
  (ports: Pick<MinutesPorts, 'atomically'>) =>
  (actor: Actor): Promise<Result<KeptTemplates, 'template.not-allowed'>> =>
    ports.atomically(actor, async ({ templates, directory }) => {
      if (!mayKeepTemplates(actor)) return err('template.not-allowed')
      const kept = await templates.of(actor.organization)
      const people = kept.length === 0 ? [] : await directory.practitioners([...new Set(kept.map(({ savedBy }) => savedBy))])
      return ok({ templates: kept, savedBy: new Map(people.map((person) => [person.id, person])) })
    })

/** Saves the hospital's template of a specialty; minutes that are open already keep their text. */
export const makeSaveTemplate =
  (ports: MinutesPorts) =>
  (actor: Actor, input: { readonly specialty: SpecialtyCode | null; readonly texts: TemplateTexts }): Promise<Result<null, TemplateRefusal>> =>
    ports.atomically(actor, async ({ templates, audit }) => {
      if (!mayKeepTemplates(actor)) return err('template.not-allowed')
      const texts = readTemplate(input.texts)
      if (!texts.ok) return texts
      const at = ports.clock()
      await templates.save({ organization: actor.organization, specialty: input.specialty, texts: texts.value, savedBy: actor.practitioner, savedAt: at })
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload: { type: 'template.saved', specialty: input.specialty } })
      return ok(null)
    })

/** Takes a template away; the specialty's minutes begin with the general one again, or empty. */
export const makeRemoveTemplate =
  (ports: MinutesPorts) =>
  (actor: Actor, input: { readonly specialty: SpecialtyCode | null }): Promise<Result<null, 'template.not-allowed'>> =>
    ports.atomically(actor, async ({ templates, audit }) => {
      if (!mayKeepTemplates(actor)) return err('template.not-allowed')
      await templates.remove(actor.organization, input.specialty)
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'template.removed', specialty: input.specialty },
      })
      return ok(null)
    })
