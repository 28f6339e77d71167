import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { DepartmentId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Actor, StaffRole } from './actor.ts'
import type { Department, Practitioner, SpecialtyCode } from './directory.ts'
import type { DirectoryList, KnownDirectory, PlannedDepartment, PlannedPerson, StaffPlace } from './import-directory.ts'
import { planDepartments, planPeople, rolesAfter } from './import-directory.ts'

/** A person's place as it is written. */
export interface PlaceToKeep {
  readonly practitioner: PractitionerId
  readonly department: DepartmentId
  readonly roles: readonly StaffRole[]
  readonly specialties: readonly SpecialtyCode[]
  readonly isHead: boolean
}

/** Departments and people of the scope's hospital, as its administrators keep them. */
export interface DirectoryKeeper {
  departments(): Promise<readonly Department[]>
  staff(): Promise<readonly StaffPlace[]>
  /** Where the hospital's people work besides it. */
  placesElsewhere(): Promise<readonly { readonly practitioner: PractitionerId; readonly organization: OrganizationId }[]>
  /** Whoever holds one of the licences, at whichever hospital. */
  licensed(licences: readonly string[]): Promise<readonly Practitioner[]>
  addDepartments(departments: readonly { readonly id: DepartmentId; readonly code: string; readonly name: string }[]): Promise<void>
  renameDepartment(id: DepartmentId, name: string): Promise<void>
  addPeople(people: readonly Practitioner[]): Promise<void>
  savePerson(person: Practitioner): Promise<void>
  addPlaces(places: readonly PlaceToKeep[]): Promise<void>
  savePlace(place: PlaceToKeep): Promise<void>
}

export interface DirectoryRepositories extends Repositories {
  readonly directoryKeeper: DirectoryKeeper
}
type AtomicallyOnDirectory = <T>(actor: Actor, work: (repositories: DirectoryRepositories) => Promise<T>) => Promise<T>
export type DirectoryPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyOnDirectory }

/** Administrators keep the departments and people of their own hospital. */
export const mayKeepDirectory = (actor: Actor): boolean => actor.roles.includes('admin')

export type ListPlan = { readonly kind: 'departments'; readonly lines: readonly PlannedDepartment[] } | { readonly kind: 'people'; readonly lines: readonly PlannedPerson[] }

async function planOf(keeper: DirectoryKeeper, actor: Actor, list: DirectoryList): Promise<ListPlan> {
  const departments = await keeper.departments()
  if (list.kind === 'departments') return { kind: 'departments', lines: planDepartments(list.rows, { departments }) }
  const licences = [...new Set(list.rows.map(({ licenceNumber }) => licenceNumber).filter((one) => one !== ''))]
  const known: KnownDirectory = { departments, staff: await keeper.staff(), licensed: await keeper.licensed(licences), importer: actor.practitioner }
  return { kind: 'people', lines: planPeople(list.rows, known) }
}

/** What a list would do, line by line; nothing is written. */
export const makePreviewDirectory =
  (ports: Pick<DirectoryPorts, 'atomically'>) =>
  (actor: Actor, list: DirectoryList): Promise<Result<ListPlan, 'directory.not-allowed'>> =>
    ports.atomically(actor, async ({ directoryKeeper }) => (mayKeepDirectory(actor) ? ok(await planOf(directoryKeeper, actor, list)) : err('directory.not-allowed')))

/** How many lines were written, and how many were left out. */
export interface TakenIn {
  readonly added: number
  readonly changed: number
  readonly refused: number
}

/** Takes a list in, planned anew, since the directory may have changed after the look at it; all sound lines or none. */
export const makeTakeInDirectory =
  (ports: DirectoryPorts) =>
  (actor: Actor, list: DirectoryList): Promise<Result<TakenIn, 'directory.not-allowed'>> =>
    ports.atomically(actor, async ({ directoryKeeper, audit }) => {
      if (!mayKeepDirectory(actor)) return err('directory.not-allowed')
      const plan = await planOf(directoryKeeper, actor, list)
      if (plan.kind === 'departments') await writeDepartments(ports, directoryKeeper, plan.lines)
      else await writePeople(ports, directoryKeeper, plan.lines)
      const count = (fate: PlannedPerson['fate']): number => plan.lines.filter((line) => line.fate === fate).length
      const taken: TakenIn = { added: count('added'), changed: count('changed'), refused: count('refused') }
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: { type: 'directory.taken-in', list: plan.kind, ...taken } })
      return ok(taken)
    })

async function writeDepartments({ newId }: Pick<DirectoryPorts, 'newId'>, keeper: DirectoryKeeper, lines: readonly PlannedDepartment[]): Promise<void> {
  await keeper.addDepartments(lines.flatMap(({ fate, row: { code, name } }) => (fate === 'added' ? [{ id: brandId<DepartmentId>(newId()), code, name }] : [])))
  for (const { fate, known, row } of lines) if (fate === 'changed' && known !== null) await keeper.renameDepartment(known.id, row.name)
}

async function writePeople({ newId }: Pick<DirectoryPorts, 'newId'>, keeper: DirectoryKeeper, lines: readonly PlannedPerson[]): Promise<void> {
  const departments = new Map((await keeper.departments()).map(({ code, id }) => [code, id]))
  const people: Practitioner[] = []
  const places: PlaceToKeep[] = []
  for (const { fate, row, person, place } of lines) {
    const department = departments.get(row.departmentCode)
    if ((fate !== 'added' && fate !== 'changed') || department === undefined || row.role === null || row.specialties === null) continue
    const { name, title, isHead, specialties } = row
    const facts = { name, title, licenceNumber: row.licenceNumber === '' ? null : row.licenceNumber, phone: row.phone === '' ? null : row.phone }
    const id = person?.id ?? brandId<PractitionerId>(newId())
    const kept: PlaceToKeep = { practitioner: id, department, roles: rolesAfter(row.role, place?.roles ?? []), specialties, isHead }
    if (person === null) people.push({ id, ...facts })
    // Somebody of another hospital keeps name, title and telephone as that hospital wrote them.
    if (fate === 'changed') {
      await keeper.savePerson({ id, ...facts, licenceNumber: person?.licenceNumber ?? null })
      await keeper.savePlace(kept)
    } else places.push(kept)
  }
  await keeper.addPeople(people)
  await keeper.addPlaces(places)
}
