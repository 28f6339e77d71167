import { generateRandomString } from 'better-auth/crypto'
import type { Account, AccountStanding } from '#core/account/account.ts'
import type { AccountBook } from '#core/account/ports.ts'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { authDatabase } from './auth-database.ts'
import { portalAuth } from './auth.ts'
import { passwordLinkPrefix } from './password-links.ts'

const parts = { accounts: { select: { providerId: true } }, passkeys: { select: { id: true }, take: 1 } } as const satisfies Prisma.AuthUserInclude
type Row = Prisma.AuthUserGetPayload<{ include: typeof parts }>

/** Some 190 bits: nobody guesses it within the time that it stands. */
const secretLetters = 32

function standingOf({ disabledAt, invitedUntil, accounts }: Row): AccountStanding {
  if (disabledAt !== null) return { state: 'disabled', since: disabledAt }
  // Whoever came in by the hospital's own sign-in meanwhile waits for no invitation.
  return invitedUntil === null || accounts.length > 0 ? { state: 'active' } : { state: 'invited', until: invitedUntil }
}

const accountOf = (row: Row, practitioner: string): Account => ({
  practitioner: brandId(practitioner),
  email: row.email,
  language: row.locale === 'en' ? 'en' : 'vi',
  keptBy: row.keptById === null ? null : brandId(row.keptById),
  standing: standingOf(row),
  hasPassword: row.accounts.some(({ providerId }) => providerId === 'credential'),
  hasSecondFactor: row.twoFactorEnabled === true || row.passkeys.length > 0,
})

async function userOf(practitioner: PractitionerId): Promise<string> {
  const user = await authDatabase().authUser.findFirst({ where: { practitionerId: practitioner }, select: { id: true } })
  if (user === null) throw new Error('an account that was just found is gone')
  return user.id
}

/** Ways to a password, codes under way and trusted machines all carry the person as their value. */
const openEnds = (userId: string): Prisma.AuthVerificationWhereInput => ({ value: userId })

/** The accounts of the deployment, under the role that owns the sign-in tables. */
export const accountBook: AccountBook = {
  of: async (practitioners) => {
    const rows = await authDatabase().authUser.findMany({ where: { practitionerId: { in: [...practitioners] } }, include: parts })
    return rows.flatMap((row) => (row.practitionerId === null ? [] : [accountOf(row, row.practitionerId)]))
  },
  open: async ({ practitioner, name, email, keptBy, invitedUntil }) => {
    const data = [{ name, email: email.trim().toLowerCase(), practitionerId: practitioner, keptById: keptBy, invitedUntil }]
    const { count } = await authDatabase().authUser.createMany({ data, skipDuplicates: true })
    return count === 1
  },
  makeLink: async (practitioner, until) => {
    const userId = await userOf(practitioner)
    await authDatabase().authVerification.deleteMany({ where: openEnds(userId) })
    const secret = generateRandomString(secretLetters, 'a-z', 'A-Z', '0-9')
    const { internalAdapter } = await portalAuth().$context
    await internalAdapter.createVerificationValue({ identifier: `${passwordLinkPrefix}:${secret}`, value: userId, expiresAt: until })
    return secret
  },
  invite: async (practitioner, until) => {
    await authDatabase().authUser.updateMany({ where: { practitionerId: practitioner, invitedUntil: { not: null } }, data: { invitedUntil: until } })
  },
  takeBack: async (practitioner) => {
    const userId = await userOf(practitioner)
    await authDatabase().$transaction([
      authDatabase().authVerification.deleteMany({ where: openEnds(userId) }),
      authDatabase().authUser.deleteMany({ where: { id: userId, invitedUntil: { not: null }, accounts: { none: {} } } }),
    ])
  },
  endSessions: async (practitioner) => {
    const userId = await userOf(practitioner)
    await authDatabase().$transaction([
      authDatabase().authVerification.deleteMany({ where: { ...openEnds(userId), identifier: { startsWith: 'trust-device-' } } }),
      authDatabase().authSession.deleteMany({ where: { userId } }),
    ])
  },
  disable: async (practitioner, at) => {
    const userId = await userOf(practitioner)
    await authDatabase().$transaction([
      authDatabase().authUser.updateMany({ where: { id: userId }, data: { disabledAt: at } }),
      authDatabase().authVerification.deleteMany({ where: openEnds(userId) }),
      authDatabase().authSession.deleteMany({ where: { userId } }),
    ])
  },
  enable: async (practitioner) => {
    await authDatabase().authUser.updateMany({ where: { practitionerId: practitioner }, data: { disabledAt: null } })
  },
  forgetFactors: async (practitioner) => {
    const userId = await userOf(practitioner)
    await authDatabase().$transaction([
      authDatabase().authTwoFactor.deleteMany({ where: { userId } }),
      authDatabase().authPasskey.deleteMany({ where: { userId } }),
      authDatabase().authUser.updateMany({ where: { id: userId }, data: { twoFactorEnabled: false } }),
      authDatabase().authVerification.deleteMany({ where: openEnds(userId) }),
      authDatabase().authSession.deleteMany({ where: { userId } }),
    ])
  },
}
