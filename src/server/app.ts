import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { authRoutes } from './accounts/auth-routes.ts'
import { newReference, refusalOf, refuseRequest, type Refused } from './http/answers.ts'
import { compressAnswer } from './http/compress-answer.ts'
import { answerErrors } from './http/errors.ts'
import { pathOf, protect, protectiveHeaders } from './http/headers.ts'
import { readJson } from './http/read-json.ts'
import { cameFromOrigin, cameFromTheApp } from './http/same-origin.ts'
import { steadyBody } from './http/steady-body.ts'
import type { Office } from './office.ts'
import { accessLogRoutes } from './routes/access-log.ts'
import { figuresRoutes } from './routes/figures.ts'
import { accountsRoutes } from './routes/accounts.ts'
import { attachmentsRoutes } from './routes/attachments.ts'
import { clientReportRoutes } from './routes/client-report.ts'
import { devicesRoutes } from './routes/devices.ts'
import { healthRoutes } from './routes/health.ts'
import { importsRoutes } from './routes/imports.ts'
import { marksHistoryRoutes } from './routes/marks-history.ts'
import { marksReadingsRoutes } from './routes/marks-readings.ts'
import { wondeRoutes } from './routes/wonde.ts'
import { notificationsRoutes } from './routes/notifications.ts'
import { officeRoutes } from './routes/office.ts'
import { sessionRoutes } from './routes/session.ts'
import { signInMethodsRoutes } from './routes/sign-in-methods.ts'
import { staticRoutes } from './routes/static.ts'
import { syncRoutes } from './routes/sync.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Takes text that could not be kept as written (NUL, lone surrogates), because the route judges each part by itself. */
    anyText?: boolean
    /** Its answers hold records and no secret, and travel compressed. */
    compressed?: boolean
    /** The sign-in library's own routes: its requests cannot carry X-Doorstep, and it checks origin and state itself. */
    signInLibrary?: boolean
  }
}

export type AppOptions = {
  /** Folder of the built client; null serves none. */
  pages: string | null
  /** How long headers, or a body that drips, are waited for, in milliseconds. */
  patience?: number
}

/** Bytes of a body, unless a route says otherwise. */
const BODY_LIMIT = 64_000
const PATIENCE_MS = 10_000
/** No request may take longer than this to arrive, however steadily. */
const WHOLE_REQUEST_MS = 300_000

/** One address that the office answers, as the router has it: `/api/devices/:id/revoke`. */
export type KnownRoute = { method: string; url: string }

const routesByApp = new WeakMap<FastifyInstance, KnownRoute[]>()

/** Every route of an app that is ready, for the tests that must miss none of them. */
export const routesOf = (app: FastifyInstance): readonly KnownRoute[] => routesByApp.get(app) ?? []

/** Builds the office's HTTP side: protection first, then the routes. It does not listen yet. */
export const buildApp = (office: Office, options: AppOptions): FastifyInstance => {
  const patience = options.patience ?? PATIENCE_MS
  const { origin } = office.config
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: WHOLE_REQUEST_MS,
    http: {
      headersTimeout: patience,
      connectionsCheckingInterval: Math.min(1000, patience),
      maxHeaderSize: 16_384,
      requireHostHeader: false,
    },
    keepAliveTimeout: 65_000,
    genReqId: () => newReference(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    // Live streams would hold the office open for ever.
    forceCloseConnections: true,
    return503OnClosing: true,
    // Without a proxy that we know, whoever sends a forwarding header is making it up.
    trustProxy: false,
    frameworkErrors: (_error, request, reply) => {
      reply.headers(protectiveHeaders(pathOf(request.url), origin))
      void refuseRequest(reply, 'bad-request')
    },
    clientErrorHandler: (error, socket) => {
      const refusal = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'bad-request'
      if (socket.writable) socket.end(rawAnswer(refusalOf(refusal), origin))
      else socket.destroy()
    },
  })

  const routes: KnownRoute[] = []
  routesByApp.set(app, routes)
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })

  app.addHook('onRequest', async (request, reply) => {
    // On the raw response, so that a route which answers past Fastify (a live stream, the sign-in library) carries them too.
    protect(reply.raw, pathOf(request.url), origin)
    // Node would refuse this by itself, in words of its own and without the headers above.
    if (request.headers.host === undefined) return refuseRequest(reply.header('connection', 'close'), 'bad-request')
    const encoding = request.headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') return refuseRequest(reply, 'wrong-type')
    const allowed = request.routeOptions.config.signInLibrary === true ? cameFromOrigin : cameFromTheApp
    if (!allowed(request, origin)) return refuseRequest(reply, 'not-same-origin')
    return undefined
  })
  app.addHook('preParsing', async (request, reply, body) => {
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    return hasBody ? steadyBody(body, reply.raw, patience) : body
  })
  app.addHook('onSend', compressAnswer)
  app.addHook('onResponse', async (request, reply) => {
    office.log.info('answered', {
      request: request.id,
      method: request.method,
      // The route's pattern: addresses may hold identifiers and queries.
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    })
  })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (request: FastifyRequest, body: string) =>
    body === '' ? undefined : readJson(body, { anyText: request.routeOptions.config.anyText === true }),
  )
  answerErrors(app, office.log)
  app.setNotFoundHandler((request, reply) => {
    const isKnown = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].some((method) =>
      app.hasRoute({ method, url: pathOf(request.url) }),
    )
    return refuseRequest(reply, isKnown ? 'wrong-method' : 'not-found')
  })

  healthRoutes(app, office)
  clientReportRoutes(app, office)
  authRoutes(app, office)
  signInMethodsRoutes(app, office)
  sessionRoutes(app, office)
  devicesRoutes(app, office)
  notificationsRoutes(app, office)
  accountsRoutes(app, office)
  accessLogRoutes(app, office)
  attachmentsRoutes(app, office)
  importsRoutes(app, office)
  marksReadingsRoutes(app, office)
  marksHistoryRoutes(app, office)
  wondeRoutes(app, office)
  figuresRoutes(app, office)
  officeRoutes(app, office)
  syncRoutes(app, office)
  staticRoutes(app, { folder: options.pages, origin })
  return app
}

/** An answer for a connection whose request could not even be read. */
const rawAnswer = ({ status, body }: { status: number; body: Refused }, origin: string): string => {
  const text = JSON.stringify(body)
  const headers = {
    ...protectiveHeaders('/', origin),
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${text}`
}
