/** What Redis does for the cluster in one step each. A member is kept as `<node> <place in the order> <data>`. */
export const LIBRARY = `
-- keys: members, order. args: member, node, data, channel, told when it entered, told when it was there already.
local function enter(keys, args)
  local kept = redis.call('HGET', keys[1], args[1])
  local place = kept and string.match(kept, '^%S+ (%d+) ') or redis.call('INCR', keys[2])
  redis.call('HSET', keys[1], args[1], args[2] .. ' ' .. place .. ' ' .. args[3])
  redis.call('PUBLISH', args[4], kept and args[6] or args[5])
  return 1
end

-- keys: members, order. args: channel, then a member and what is told of it, again and again.
local function leave(keys, args)
  for at = 2, #args, 2 do
    if redis.call('HDEL', keys[1], args[at]) == 1 then redis.call('PUBLISH', args[1], args[at + 1]) end
  end
  if redis.call('HLEN', keys[1]) == 0 then redis.call('DEL', keys[2]) end
  return 1
end

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

-- keys: nodes. args: node, milliseconds that it counts as alive. Answers whether it was known, and who is dead.
local function beat(keys, args)
  local at = now()
  local known = redis.call('ZSCORE', keys[1], args[1])
  redis.call('ZADD', keys[1], at + tonumber(args[2]), args[1])
  return {known and 1 or 0, redis.call('ZRANGEBYSCORE', keys[1], '-inf', '(' .. string.format('%.0f', at))}
end

-- keys: counter. args: window, now, hits to add. Answers the count and when the window ends.
local function count(keys, args)
  local at = tonumber(args[2])
  local kept = redis.call('HMGET', keys[1], 'count', 'ends')
  local hits, ends = tonumber(kept[1]), tonumber(kept[2])
  if not ends or ends <= at then hits, ends = 0, at + tonumber(args[1]) end
  if tonumber(args[3]) > 0 then
    hits = hits + tonumber(args[3])
    redis.call('HSET', keys[1], 'count', hits, 'ends', string.format('%.0f', ends))
    redis.call('PEXPIRE', keys[1], string.format('%.0f', ends - at + 1000))
  end
  return {hits, ends}
end

-- keys: lease. args: holder, milliseconds.
local function take(keys, args)
  return redis.call('SET', keys[1], args[1], 'NX', 'PX', args[2]) and 1 or 0
end
local function renew(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then return 0 end
  return redis.call('PEXPIRE', keys[1], args[2])
end
local function release(keys, args)
  if redis.call('GET', keys[1]) ~= args[1] then return 0 end
  return redis.call('DEL', keys[1])
end

redis.register_function('enter_VERSION', enter)
redis.register_function('leave_VERSION', leave)
redis.register_function('beat_VERSION', beat)
redis.register_function('count_VERSION', count)
redis.register_function('take_VERSION', take)
redis.register_function('renew_VERSION', renew)
redis.register_function('release_VERSION', release)
`;
