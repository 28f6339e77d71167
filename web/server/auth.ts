import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { isIP } from 'node:net'
import { authDatabase } from './auth-database.ts'
import { authBasePath } from './auth-paths.ts'
import { codeOnce } from './code-once.ts'
import { deviceSignIn } from './device-sign-in.ts'
import { isSecureOrigin, portalEnv, type PortalEnv } from './env.ts'
import { lockoutHooks } from './lockout-hooks.ts'
import { makeLockout, type Lockout } from './lockout.ts'
import { mailNewPassword, passwordLinkPrefix, refuseDisabled, selfMadeLinkMinutes, settleNewPassword } from './password-links.ts'
import { signInAudit } from './sign-in-audit.ts'

export const singleSignOnId = 'hospital'

const minute = 60

/** A passkey belongs to a domain name; at a bare address a browser makes none. */
export const passkeysPossible = (origin: string): boolean => isIP(new URL(origin).hostname.replace(/^\[|\]$/g, '')) === 0

/** The hospital's own sign-in, when one is configured; it lets known people in and creates nobody. */
function singleSignOn(env: PortalEnv) {
  if (env.OIDC_ISSUER === undefined || env.OIDC_CLIENT_ID === undefined) return []
  return [
    {
      providerId: singleSignOnId,
      name: env.OIDC_NAME,
      discoveryUrl: `${env.OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      clientId: env.OIDC_CLIENT_ID,
      ...(env.OIDC_CLIENT_SECRET !== undefined && { clientSecret: env.OIDC_CLIENT_SECRET }),
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      disableSignUp: true,
    },
  ]
}

/** Requests a minute from one address; kept in the database, so that it holds across processes and restarts. */
const rateLimit = {
  enabled: true,
  storage: 'database' as const,
  modelName: 'authRateLimit',
  window: minute,
  max: 120,
  customRules: {
    // A whole hospital may sit behind one address at the change of shift; the account's own lockout stops guessing.
    '/sign-in/email': { window: minute, max: 60 },
    '/two-factor/*': { window: minute, max: 30 },
    '/change-password': { window: minute, max: 5 },
    '/request-password-reset': { window: minute, max: 10 },
    '/reset-password': { window: minute, max: 10 },
  },
}

const emailAndPassword = {
  enabled: true,
  disableSignUp: true,
  minPasswordLength: 10,
  maxPasswordLength: 128,
  resetPasswordTokenExpiresIn: selfMadeLinkMinutes * minute,
  revokeSessionsOnPasswordReset: true,
  sendResetPassword: mailNewPassword,
  onPasswordReset: settleNewPassword,
}

function makeAuth(env: PortalEnv) {
  const database = authDatabase()
  let lockout: Lockout | undefined
  return betterAuth({
    appName: 'Liên Viện',
    baseURL: env.PUBLIC_ORIGIN,
    basePath: authBasePath,
    secret: env.AUTH_SECRET,
    trustedOrigins: [env.PUBLIC_ORIGIN],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(database, { provider: 'postgresql' }),
    emailAndPassword,
    user: {
      modelName: 'authUser',
      additionalFields: {
        practitionerId: { type: 'string', required: false, input: false },
        locale: { type: 'string', required: false, input: false, defaultValue: 'vi' },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    session: {
      modelName: 'authSession',
      // One shift where nothing else is set; every use within it pushes the end out, up to SESSION_MAX_HOURS.
      expiresIn: env.SESSION_IDLE_MINUTES * minute,
      updateAge: Math.min(15, env.SESSION_IDLE_MINUTES / 4) * minute,
      // A revoked session must end at once, so no copy of it lives in a cookie.
      cookieCache: { enabled: false },
      additionalFields: {
        activeOrganizationId: { type: 'string', required: false, input: false },
        deviceId: { type: 'string', required: false, input: false },
        deviceSeenAt: { type: 'date', required: false, input: false },
      },
    },
    account: { modelName: 'authAccount', encryptOAuthTokens: true, accountLinking: { trustedProviders: [singleSignOnId] } },
    // Whoever reads the table finds no way to a password in it.
    verification: { modelName: 'authVerification', storeIdentifier: { default: 'plain', overrides: { [passwordLinkPrefix]: 'hashed' } } },
    databaseHooks: { session: { create: { before: refuseDisabled } } },
    rateLimit,
    advanced: {
      // Said outright: left out, the library would drop the check wherever NODE_ENV says "test".
      disableOriginCheck: false,
      cookiePrefix: 'lv',
      useSecureCookies: isSecureOrigin(env.PUBLIC_ORIGIN),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: ['x-real-ip'] },
      database: { generateId: 'uuid' },
    },
    hooks: lockoutHooks(() => (lockout ??= makeLockout(database))),
    plugins: [
      codeOnce, twoFactor({ issuer: 'Liên Viện', schema: { twoFactor: { modelName: 'authTwoFactor' } } }),
      passkey({
        rpName: 'Liên Viện',
        rpID: new URL(env.PUBLIC_ORIGIN).hostname,
        origin: env.PUBLIC_ORIGIN,
        schema: { passkey: { modelName: 'authPasskey' } },
      }),
      genericOAuth({ config: singleSignOn(env) }),
      deviceSignIn,
      signInAudit,
      nextCookies(),
    ],
  })
}

let auth: ReturnType<typeof makeAuth> | undefined

/** Sign-in, made at the first use so that a build needs neither database nor secret. */
export function portalAuth(): ReturnType<typeof makeAuth> {
  auth ??= makeAuth(portalEnv())
  return auth
}
