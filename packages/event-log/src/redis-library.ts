/**
 * What Redis does for the log in one step each. A stream's events are a Redis stream whose ids are `<revision>-0`; the
 * order of the whole log is another one, with an entry a batch: which stream, and up to which revision.
 */
export const LIBRARY = `
local function head(key)
  local info = redis.pcall('XINFO', 'STREAM', key)
  if info['err'] then return 0 end
  for at = 1, #info, 2 do
    if info[at] == 'last-generated-id' then return tonumber(string.match(info[at + 1], '^%d+')) end
  end
  return 0
end

-- keys: events, commands, order, streams. args: stream, expected revision, number of events, the events, then
-- a field and a value for each command. Checks everything before it writes anything.
local function append(keys, args)
  local events, commands, order, streams = keys[1], keys[2], keys[3], keys[4]
  local stream, expected, count = args[1], tonumber(args[2]), tonumber(args[3])
  local first = 4 + count
  local seen = {}
  for at = first, #args, 2 do
    if seen[args[at]] or redis.call('HEXISTS', commands, args[at]) == 1 then
      return {'duplicate', (at - first) / 2}
    end
    seen[args[at]] = true
  end
  local current = head(events)
  if current ~= expected then return {'conflict', current} end
  for at = 1, count do
    redis.call('XADD', events, string.format('%.0f-0', current + at), 'e', args[3 + at])
  end
  for at = first, #args, 2 do redis.call('HSET', commands, args[at], args[at + 1]) end
  local position = 0
  if count > 0 then
    position = head(order) + count
    if current == 0 then redis.call('ZADD', streams, 0, stream) end
    redis.call('XADD', order, string.format('%.0f-0', position), 's', stream,
      'r', string.format('%.0f', current + count), 'n', count)
  end
  return {'committed', current + count, position}
end

-- keys: snapshot, snapshots. args: version, revision, state, stream.
local function save_snapshot(keys, args)
  local kept = redis.call('HMGET', keys[1], 'version', 'revision')
  if kept[1] == args[1] and tonumber(kept[2]) >= tonumber(args[2]) then return 0 end
  redis.call('SADD', keys[2], args[4])
  redis.call('HSET', keys[1], 'version', args[1], 'revision', args[2], 'state', args[3])
  return 1
end

redis.register_function('append_VERSION', append)
redis.register_function('snapshot_VERSION', save_snapshot)
redis.register_function{
  function_name = 'head_VERSION',
  callback = function(keys) return head(keys[1]) end,
  flags = { 'no-writes' }
}
`;
