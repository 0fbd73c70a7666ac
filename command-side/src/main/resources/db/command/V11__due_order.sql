-- One index for both: whom nobody holds is found in the order in which they are due, without looking at all whom nobody
-- holds, nor at those whom somebody does.
CREATE INDEX churn_due_next ON churn_due (held_by, due_at);
ALTER TABLE churn_due DROP INDEX churn_due_held;
ALTER TABLE churn_due DROP INDEX churn_due_order;
