// What `enter.ts` asks the database, in its own words: one row says who somebody is and where they stand.

const person = `select s.id sid, s.created_at, s.last_seen_at, s.expires_at, s.membership_id chosen, s.seen_as,
  u.id uid, u.name uname, u.email, u.locale ulocale`
const place = `w.id wid, w.slug, w.name wname, w.locale, w.timezone, w.currency, w.accent, w.taxes, w.calendar, w.serving,
  w.sender_name, w.logo_key,
  m.id mid, m.role, m.client_id, m.finance, m.approve, m.all_projects,
  x.id xid, x.user_id xuid, xu.name xname, x.client_id xclient, x.finance xfinance, x.approve xapprove, x.all_projects xall`
/** `x`: the contact through whose eyes somebody of the team looks, as long as that contact has access. */
const joined = `from sessions s join users u on u.id = s.user_id
  left join workspaces w on w.slug = ?2
  left join memberships m on m.workspace_id = w.id and m.user_id = u.id and m.removed_at is null and m.accepted_at is not null
  left join memberships x on x.id = s.seen_as and x.workspace_id = m.workspace_id and x.role = 'contact' and m.role <> 'contact'
    and x.removed_at is null and x.accepted_at is not null
  left join users xu on xu.id = x.user_id`
/** A payment by its link. */
export const paySql = `select r.link_version, w.id wid, w.slug, w.name wname, w.locale, w.timezone, w.currency, w.accent, w.taxes,
  w.calendar, w.serving, w.sender_name, w.logo_key, p.id pid, p.client_id pclient, p.name pname, p.state, p.archived_at, p.requests_enabled
  from payment_requests r join projects p on p.id = r.project_id join workspaces w on w.id = r.workspace_id
  where r.id = ?1 and r.project_id = ?2`
/** A person's ways into their workspaces. */
export const entrancesSql = `select m.id mid, m.role, w.slug, w.name wname, c.name cname
  from sessions s join memberships m on m.user_id = s.user_id join workspaces w on w.id = m.workspace_id
  left join clients c on c.id = m.client_id
  where s.token_hash = ?1 and m.removed_at is null and m.accepted_at is not null order by w.name, c.name limit 50`
/** The projects of limited memberships, theirs and of whom they look through. */
export const accessSql = `select a.membership_id mid, a.project_id pid, a.client_id cid
  from sessions s join memberships m on m.user_id = s.user_id and m.all_projects = 0
  join workspaces w on w.id = m.workspace_id and w.slug = ?2
  join project_access a on a.membership_id = m.id where s.token_hash = ?1
  union all select a.membership_id, a.project_id, a.client_id
  from sessions s join memberships x on x.id = s.seen_as and x.all_projects = 0
  join workspaces w on w.slug = ?2 and w.id = x.workspace_id
  join project_access a on a.membership_id = x.id where s.token_hash = ?1`
/** Messages that the person has not read, over all the projects of the workspace that are theirs: two look-ups each. */
const everywhere = `(select sum(max(0, coalesce((select max(seq) from messages where project_id = q.id), 0)
    - coalesce((select up_to from reads where subject_id = q.id and membership_id = coalesce(x.id, m.id)), 0)))
  from projects q where q.workspace_id = w.id and q.archived_at is null
    and coalesce(x.client_id, m.client_id, q.client_id) = q.client_id
    and (m.all_projects or exists (select 1 from project_access where project_id = q.id and membership_id = m.id))
    and (coalesce(x.all_projects, 1) or exists
      (select 1 from project_access where project_id = q.id and membership_id = x.id))) everywhere`
/**
 * What they were told in the last months, may still see and have not read, on any page but those from ?5 to ?6; and
 * whether there is something unread of these. By the rules of their view, as `domain/notifications/inbox.ts` lists them;
 * by an index that knows what is read, for most of it is.
 */
const told = `(select count(*) from (select 1 from notifications n indexed by notifications_unread
    where n.membership_id = coalesce(x.id, m.id) and n.read_at is null and n.workspace_id = w.id and n.created_at > ?4
    and (x.id is not null or n.path not between ?5 and ?6)
    and coalesce(x.client_id, m.client_id, n.client_id, '') = coalesce(n.client_id, '')
    and (n.finance = 0 or (case m.role when 'contact' then m.finance else m.role <> 'member' end) and coalesce(x.finance, 1))
    and (m.all_projects or n.project_id in (select project_id from project_access where membership_id = m.id))
    and (coalesce(x.all_projects, 1) or n.project_id in (select project_id from project_access where membership_id = x.id))
    limit 100)) told,
  exists (select 1 from notifications where membership_id = m.id and x.id is null and path between ?5 and ?6
    and read_at is null) here`
/** Whoever has a session, in a project: the session's hash, the workspace, the project; then as `told`. */
export const projectSql = `${person}, ${place}, p.id pid, p.client_id pclient, p.name pname, p.state, p.archived_at,
  p.requests_enabled, a.membership_id granted,
  coalesce((select max(seq) from messages where project_id = p.id), 0)
    - coalesce((select up_to from reads where subject_id = p.id and membership_id = coalesce(x.id, m.id)), 0) unread,
  (select count(*) from tickets t where t.project_id = p.id
    and (coalesce(x.role, m.role) = 'contact' and (t.state in ('waiting_client', 'resolved')
        or t.state = 'quoted' and coalesce(x.finance, m.finance))
      or t.state = 'open' and coalesce(x.role, m.role) <> 'contact')) waiting,
  ${everywhere}, ${told}
  ${joined}
  left join projects p on p.id = ?3 and p.workspace_id = w.id and (m.client_id is null or m.client_id = p.client_id)
    and (x.id is null or x.client_id = p.client_id and (x.all_projects or exists
      (select 1 from project_access where project_id = p.id and membership_id = x.id)))
  left join project_access a on a.project_id = p.id and a.membership_id = m.id
  where s.token_hash = ?1`
/** The same outside any project. */
export const outsideSql = `${person}, ${place}, ${everywhere}, ${told} ${joined} where s.token_hash = ?1 and ?3 is null`
