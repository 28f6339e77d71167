/** Of the names asked for, those that `dpkg-query -W -f '${Package}\t${Status}\n'` did not report as installed. */
export declare function absentFrom(wanted: readonly string[], report: string): string[]
/** Path of a whole Chromium, if one is installed. */
export declare function installedChromium(): string | undefined
/** Path of the browser that prints: the headless shell, or a whole Chromium. */
export declare function installedPrintBrowser(): string | undefined
