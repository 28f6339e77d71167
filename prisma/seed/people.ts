import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import { demoAccounts } from './demo-accounts.ts'
import type { DemoAccount } from './demo-accounts.ts'
import { demoId } from './demo-ids.ts'
import { hospitalNamed } from './hospitals.ts'
import type { DemoHospital } from './hospitals.ts'

/** Where somebody works and what they are asked for; the account's own hospital unless another is named. */
interface Post {
  readonly department: string
  readonly specialties?: readonly SpecialtyCode[]
  readonly also?: { readonly hospital: DemoHospital; readonly department: string }
}

const posts: Readonly<Record<string, Post>> = {
  thuha: { department: 'K19', specialties: ['general-surgery'] },
  vantin: { department: 'K03', specialties: ['internal-medicine', 'cardiology'] },
  baothy: { department: 'K19' },
  hoaian: { department: 'K99' },
  nhatnam: { department: 'K99' },
  maihuong: { department: 'K99' },
  ducthinh: { department: 'K22', specialties: ['general-surgery'] },
  khanhlinh: { department: 'K22', specialties: ['general-surgery'] },
  ngocanh: { department: 'K04', specialties: ['cardiology', 'internal-medicine'] },
  quangvinh: { department: 'K14', specialties: ['neurology'] },
  thanhson: { department: 'K48', specialties: ['intensive-care', 'anaesthesia'] },
  hongnhung: { department: 'K27', specialties: ['obstetrics'] },
  xuanphuc: { department: 'K18', specialties: ['paediatrics', 'infectious-diseases'] },
  // Reads films for Ba Lăng two days a week: a person may work for two hospitals and acts for one at a time.
  baloc: { department: 'K39', specialties: ['radiology'], also: { hospital: 'baLang', department: 'K03' } },
  camtu: { department: 'K22' },
  trungkien: { department: 'K99' },
  thuphuong: { department: 'K99' },
  minhkhoi: { department: 'K03', specialties: ['internal-medicine'] },
  baotram: { department: 'K02' },
  quochuy: { department: 'K99' },
  minhquan: { department: 'K22', specialties: ['general-surgery'] },
  thienan: { department: 'K99' },
}

export interface DemoPerson {
  readonly id: PractitionerId
  readonly account: DemoAccount
  readonly hospital: DemoHospital
  readonly post: Post
  readonly licenceNumber: string | null
}

const handleOf = (account: DemoAccount): string => account.email.slice(0, account.email.indexOf('@'))

/** Doctors and nurses hold a licence; its number ends like their place in the list and belongs to nobody. */
const licenceOf = (account: DemoAccount, position: number): string | null =>
  account.roles.some((role) => role === 'doctor' || role === 'nurse') ? `${String(900 + position).padStart(6, '0')}/DEMO-CCHN` : null

export const people: readonly DemoPerson[] = demoAccounts.map((account, position) => {
  const post = posts[handleOf(account)]
  if (post === undefined) throw new Error(`no post for ${account.email}`)
  return {
    id: demoId(`person:${account.email}`),
    account,
    hospital: hospitalNamed(account.organization),
    post,
    licenceNumber: licenceOf(account, position),
  }
})

/** A person of the demo world by the part of the e-mail before the @. */
export function person(handle: string): DemoPerson {
  const found = people.find(({ account }) => handleOf(account) === handle)
  if (found === undefined) throw new Error(`no demo person is called ${handle}`)
  return found
}
