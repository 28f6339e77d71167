import { join } from 'node:path'
import { repositoryRoot } from '#infra/setup/paths.mjs'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import type { StartOptions } from './options.ts'

/** Every port that the product opens; all but the gateway's and the media's listen on loopback only. */
export interface Ports {
  readonly gateway: number
  readonly gatewayHealth: number
  readonly portal: number
  readonly signaling: number
  readonly sfuControl: number
  readonly jobs: number
  readonly postgres: number
  /** The built-in image archive (Orthanc). */
  readonly archive: number
  /** First of one UDP and TCP port for each media worker. */
  readonly sfuMedia: number
  /** The media relay: UDP and TCP, TLS, and its health. */
  readonly turn: number
  readonly turnTls: number
  readonly turnHealth: number
}

/** What one running product is made of, read from the command line and the environment. */
export interface Settings {
  readonly mode: 'production' | 'development'
  /** Whether the processes behind the portal start anew when their sources change. */
  readonly reload: boolean
  readonly dataDirectory: string
  /** Where the master keys of files and recordings lie. */
  readonly keysDirectory: string
  readonly ports: Ports
  /** Address on which the gateway listens. */
  readonly host: string
  readonly lan: boolean
  readonly fresh: boolean
  /** An outside PostgreSQL, by an account that may create roles; embedded when absent. */
  readonly databaseUrl: string | undefined
  /** Whether the fictional hospitals and their accounts are put in. */
  readonly demo: boolean
  /** A database that is thrown away may lose its last second. */
  readonly throwaway: boolean
  /** The origin that browsers use, where a proxy in front of us makes it another than our own. */
  readonly publicOrigin: string | undefined
}

const portVariables = {
  gateway: ['PORT', 3000],
  gatewayHealth: ['GATEWAY_HEALTH_PORT', 3005],
  portal: ['PORTAL_PORT', 3001],
  signaling: ['SIGNALING_PORT', 3002],
  sfuControl: ['SFU_CONTROL_PORT', 3003],
  jobs: ['JOBS_PORT', 3004],
  postgres: ['POSTGRES_PORT', 54_329],
  archive: ['ARCHIVE_PORT', 3006],
  sfuMedia: ['SFU_MEDIA_PORT', 40_000],
  turn: ['TURN_PORT', 34_780],
  turnTls: ['TURN_TLS_PORT', 34_790],
  turnHealth: ['TURN_HEALTH_PORT', 3007],
} as const satisfies Record<keyof Ports, readonly [variable: string, fallback: number]>

const highestPort = 65_535

function readPort(environment: NodeJS.ProcessEnv, name: keyof Ports): number {
  const [variable, fallback] = portVariables[name]
  const raw = environment[variable]
  if (raw === undefined || raw === '') return fallback
  const port = Number(raw)
  if (!Number.isInteger(port) || port < 1 || port > highestPort)
    throw new StartProblem(`Biến môi trường ${variable} phải là một số cổng từ 1 đến ${highestPort}.`)
  return port
}

/** The name of the variable that moves a port elsewhere. */
export const variableOfPort = (name: keyof Ports): string => portVariables[name][0]

/** Reads all ports, each with its default. */
export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  return {
    gateway: readPort(environment, 'gateway'),
    gatewayHealth: readPort(environment, 'gatewayHealth'),
    portal: readPort(environment, 'portal'),
    signaling: readPort(environment, 'signaling'),
    sfuControl: readPort(environment, 'sfuControl'),
    jobs: readPort(environment, 'jobs'),
    postgres: readPort(environment, 'postgres'),
    archive: readPort(environment, 'archive'),
    sfuMedia: readPort(environment, 'sfuMedia'),
    turn: readPort(environment, 'turn'),
    turnTls: readPort(environment, 'turnTls'),
    turnHealth: readPort(environment, 'turnHealth'),
  }
}

/** Joins the command line and the environment into the settings of one run. */
export function readSettings(options: StartOptions, environment: NodeJS.ProcessEnv): Settings {
  const databaseUrl = environment['DATABASE_URL'] === '' ? undefined : environment['DATABASE_URL']
  if (options.fresh && databaseUrl !== undefined)
    throw new StartProblem('--fresh chỉ xoá cơ sở dữ liệu đi kèm; với DATABASE_URL hãy tự xoá cơ sở dữ liệu bên ngoài.')
  const dataDirectory = environment['DATA_DIR'] || join(repositoryRoot, '.data')
  return {
    mode: options.dev ? 'development' : 'production',
    reload: options.dev && !options.hold,
    dataDirectory,
    keysDirectory: environment['KEYS_DIR'] || join(dataDirectory, 'keys'),
    ports: readPorts(environment),
    host: environment['HOST'] || (options.lan ? '0.0.0.0' : '127.0.0.1'),
    lan: options.lan,
    fresh: options.fresh,
    databaseUrl,
    demo: environment['DEMO'] !== '0',
    throwaway: false,
    publicOrigin: environment['PUBLIC_ORIGIN'] || undefined,
  }
}
