import { hashPassword } from 'better-auth/crypto'
import type { PrismaClient } from '#prisma/generated/client.ts'
import { demoPassword } from './demo-accounts.ts'
import { demoId } from './demo-ids.ts'
import { hospitalId } from './hospitals.ts'
import { people } from './people.ts'

/** Writes the means of signing in, with the role that owns them; an account that exists keeps its password. */
export async function seedAccounts(client: PrismaClient): Promise<void> {
  const known = await client.authUser.findMany({ select: { email: true } })
  const missing = people.filter(({ account }) => !known.some(({ email }) => email === account.email))
  if (missing.length === 0) return
  // One hash for all of them: they share the password that the README prints.
  const password = await hashPassword(demoPassword)
  const users = missing.map(({ id, account, hospital }) => ({
    id: demoId<typeof id>(`user:${account.email}`),
    name: account.name,
    email: account.email,
    emailVerified: true,
    practitionerId: id,
    keptById: hospitalId(hospital),
  }))
  await client.authUser.createMany({ data: users, skipDuplicates: true })
  const accounts = users.map(({ id, email }) => ({
    id: demoId<typeof id>(`credential:${email}`),
    accountId: id,
    providerId: 'credential',
    userId: id,
    password,
  }))
  await client.authAccount.createMany({ data: accounts, skipDuplicates: true })
}
