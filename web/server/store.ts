import { createStore, type Store } from '#prisma/store.ts'
import { portalEnv } from './env.ts'
import { portalLogger } from './logger.ts'
import { portalSealing } from './sealing.ts'

let store: Store | undefined

/** The record, under the application's role and row-level security; opened at the first use. */
export function portalStore(): Store {
  const sealer = portalSealing()?.files
  store ??= createStore({
    ...(sealer && { sealer }),
    url: portalEnv().APP_DATABASE_URL,
    applicationName: 'portal',
    onFailure: (cause) => portalLogger().error('store.failed', { cause }),
  })
  return store
}
