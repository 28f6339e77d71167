import type { IncomingMessage } from 'node:http'

/** Whether a browser says that another site's page asks: a browser always says so, and whoever is none has no cookie to abuse. */
export const isForeign = ({ headers: { origin } }: IncomingMessage, own: string): boolean => origin !== undefined && origin !== own
