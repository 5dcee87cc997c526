import { Hono } from 'hono'
import { achievementPages } from './achievements/pages.tsx'
import { reviewPages } from './achievements/reviews/pages.tsx'
import { achievementRoutes } from './achievements/routes.ts'
import { agreementPages } from './agreements/pages.tsx'
import { agreementRoutes } from './agreements/routes.ts'
import { agreementRecordPages } from './issuing/agreement-pages.tsx'
import { agreementContractPages, contractPages } from './issuing/pages.tsx'
import { agreementContractRoutes, contractRoutes, verifyRoutes } from './issuing/routes.ts'
import { verifyPages } from './issuing/verify-pages.tsx'
import { accountPages } from './identity/account/pages.tsx'
import { proofPages } from './identity/account/proof-pages.tsx'
import { accountRoutes, signInRoutes } from './identity/account/routes.ts'
import { identityPages } from './identity/pages.tsx'
import { providerPages } from './identity/provider-pages.tsx'
import { keyPages } from './offices/key-pages.tsx'
import { mailPages } from './offices/mail-pages.tsx'
import { mergePages } from './merging/pages.tsx'
import { mergeRoutes } from './merging/routes.ts'
import { handoverPages } from './handover/pages.tsx'
import { handoverRoutes } from './handover/routes.ts'
import { deputyPages } from './offices/deputy-pages.tsx'
import { memberRecordPages } from './offices/member-page.tsx'
import { memberRoutes } from './offices/member-routes.ts'
import { memberPages } from './offices/member-pages.tsx'
import { policyPages } from './offices/policy-pages.tsx'
import { verificationPages } from './offices/verification/pages.tsx'
import { settingsPages } from './offices/settings/pages.tsx'
import { officePages } from './offices/pages.tsx'
import { officeRoutes } from './offices/routes.ts'
import { signInRequirementPages, signInSettingsPages } from './offices/sign-in/pages.tsx'
import { providerRoutes } from './offices/sign-in/routes.ts'
import { organisationPages } from './organisations/pages.tsx'
import { organisationRoutes } from './organisations/routes.ts'
import { patentPages } from './patents/pages.tsx'
import { patentRoutes } from './patents/routes.ts'
import { numbersPages } from './platform/numbers-pages.tsx'
import { platformPages } from './platform/pages.tsx'
import { platformRoutes } from './platform/routes.ts'
import { personPages } from './people/pages.tsx'
import { personRoutes } from './people/routes.ts'
import { context, whoAsks } from './home/asking.ts'
import { healthRoutes } from './home/health.ts'
import { documentedApi } from './home/openapi.ts'
import { homePages } from './home/pages.tsx'
import type { C, Deps, Env } from './web/env.ts'
import { notFoundAmong, onError } from './web/errors.tsx'
import { api, honoOf } from './web/registry.ts'
import { bodies, decision, foreignForms, headers, notStored, onlyJson, ready } from './web/safety.ts'

/** The rooms' pages; of two that could answer an address the first does. */
const pageRooms = [
  homePages,
  identityPages,
  providerPages,
  signInSettingsPages,
  signInRequirementPages,
  proofPages,
  accountPages,
  officePages,
  memberPages,
  memberRecordPages,
  handoverPages,
  deputyPages,
  settingsPages,
  policyPages,
  keyPages,
  platformPages,
  numbersPages,
  mailPages,
  organisationPages,
  verificationPages,
  personPages,
  ...mergePages,
  achievementPages,
  reviewPages,
  patentPages,
  agreementPages,
  agreementRecordPages,
  agreementContractPages,
  contractPages,
  verifyPages,
]

/** The JSON rooms, each under its noun. */
export function apiOf() {
  const rooms = api()
    .route('/', officeRoutes)
    .route('/', providerRoutes)
    .route('/', memberRoutes)
    .route('/', handoverRoutes)
    .route('/', mergeRoutes)
    .route('/', platformRoutes)
    .route('/account', accountRoutes)
    .route('/sign_in', signInRoutes)
    .route('/organisations', organisationRoutes)
    .route('/people', personRoutes)
    .route('/achievements', achievementRoutes)
    .route('/patents', patentRoutes)
    .route('/agreements', agreementRoutes)
    .route('/agreements', agreementContractRoutes)
    .route('/contracts', contractRoutes)
    .route('/verify', verifyRoutes)
  return documentedApi(honoOf(rooms))
}

/** Which methods an address of the API knows, for who came with another one. */
function methodsAmong(routes: readonly { readonly method: string; readonly path: string }[]) {
  const known = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: new RegExp(`^/api${path.replace(/:\w+/g, '[^/]+')}/?$`) }))
  return (path: string): string[] => {
    const methods = new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    return [...(methods.has('GET') ? ['HEAD'] : []), ...methods].toSorted()
  }
}

/**
 * The whole product on what it is given: the two runtimes differ in nothing else. The edge gives it anew with each
 * request, so that the routes are laid out once.
 */
export function createApp(deps: Deps | ((c: C) => Deps)) {
  const app = new Hono<Env>()
  app.onError(onError)
  app.use(context(deps), headers(), notStored, decision)
  app.route('/', healthRoutes)
  app.use(ready, bodies(), foreignForms())
  app.use('/api/*', onlyJson)
  app.use(whoAsks)
  const rooms = apiOf()
  app.notFound(notFoundAmong(methodsAmong(rooms.routes)))
  app.route('/api', rooms)
  for (const room of pageRooms) app.route('/', room.app)
  return app
}
