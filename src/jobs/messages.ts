import * as z from 'zod'

/** What our queues carry: ids only, for the rows say everything and outlast any message. */
export const eventsMessage = z.object({ eventIds: z.array(z.string()).min(1) })
/** It comes by the events' queue. */
export const checkMessage = z.object({ uploadId: z.string() })
/** One notification for one device; by the events' queue too. */
export const pushMessage = z.object({ deviceId: z.string(), notificationId: z.string() })
export const mailMessage = z.object({ mailId: z.string() })
export const webhookMessage = z.object({ provider: z.string(), id: z.string() })
