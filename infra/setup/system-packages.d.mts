/** Of the names asked for, those that `dpkg-query -W -f '${Package}\t${Status}\n'` did not report as installed. */
export declare function absentFrom(wanted: readonly string[], report: string): string[]
/** Path of the Chromium that the product uses, if one is installed. */
export declare function installedChromium(): string | undefined
