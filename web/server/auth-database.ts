import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#prisma/generated/client.ts'
import { portalEnv } from './env.ts'

let client: PrismaClient | undefined

/** The sign-in tables, under a database role that reaches no other table; opened at the first use. */
export function authDatabase(): PrismaClient {
  client ??= new PrismaClient({
    // A longer error would quote what was asked for, e-mail addresses included, into the log.
    errorFormat: 'minimal',
    adapter: new PrismaPg({ connectionString: portalEnv().AUTH_DATABASE_URL, max: 5, application_name: 'portal-auth' }),
  })
  return client
}
