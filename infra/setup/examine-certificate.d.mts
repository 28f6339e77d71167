import type { Finding } from './examine-media-engine.mjs'

export function examineCertificate(environment: Readonly<Record<string, string | undefined>>, dataDirectory: string): readonly Finding[]
