/** `/sandbox/moods`: scripting a sandbox's moods over HTTP, the same door in every sandbox. */
import { Hono } from 'hono';
import { MoodScript } from './moods';
import type { Moods } from './moods';

/** POST sets a mood, GET lists what is still to come, DELETE makes the server itself again. */
export function moodDoor(moods: Moods): Hono {
  const door = new Hono();
  door.post('/sandbox/moods', async (c) => {
    const script = MoodScript.safeParse(await c.req.json().catch(() => undefined));
    if (!script.success) return c.json({ error: 'malformed' }, 400);
    moods.set(script.data);
    return c.json({ moods: moods.list() });
  });
  door.get('/sandbox/moods', (c) => c.json({ moods: moods.list() }));
  door.delete('/sandbox/moods', (c) => {
    moods.clear();
    return c.json({ moods: moods.list() });
  });
  return door;
}
