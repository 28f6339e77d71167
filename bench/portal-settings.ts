import type { RoleUrls } from '#prisma/bootstrap.ts'

const secret = 'a secret of at least thirty-two letters'

/** What the portal needs to know to answer from a database; nothing stands behind the other addresses. */
export const portalSettings = ({ appUrl, authUrl }: Pick<RoleUrls, 'appUrl' | 'authUrl'>, origin: string): Readonly<Record<string, string>> => ({
  APP_DATABASE_URL: appUrl, AUTH_DATABASE_URL: authUrl, PUBLIC_ORIGIN: origin, SIGNALING_URL: 'http://127.0.0.1:1', ARCHIVE_URL: 'http://127.0.0.1:1',
  AUTH_SECRET: secret, TICKET_SECRET: secret, PKI_SECRET: secret, PACS_SECRET: secret, ARCHIVE_USER: 'bench', ARCHIVE_PASSWORD: secret,
})
